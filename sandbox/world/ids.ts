/** Fixed ids of the hand-made world. */
export const ids = {
  employer: '1455',
  otherEmployer: '8183',
  manager: '4062820',
  colleague: '4062821',
  account: '87654321',
  secondAccount: '87654322',
  secondManager: '4062899',
} as const;

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
