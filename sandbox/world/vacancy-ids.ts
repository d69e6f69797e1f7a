/** Ids of the small world's vacancies. */
export const vacancyIds = {
  chiefAccountant: '93310001',
  accountant: '93310002',
  salesManager: '93310003',
  logist: '93310004',
  secretary: '93310005',
  developer: '93310006',
  tester: '93310007',
  archivedAccountant: '87120011',
  strangers: '71990042',
} as const;
