import type { Login } from './tokens.ts';

/** How a world is to be made. */
export interface WorldOptions {
  /** 0 keeps the small hand-made world; more adds generated vacancies of the same manager. */
  vacancies: number;
  /** New responses per generated vacancy; an array is walked round. */
  unreadPerVacancy: number | number[];
  /** Already seen responses per generated vacancy. */
  readPerVacancy: number;
  seed: number;
  tokenLifetimeSeconds: number;
  now: () => number;
  /** How many work accounts the manager has. */
  accounts: 1 | 2;
  /** Who the OAuth page signs in. */
  kind: Login;
  /** Whether a third-party applicant token still gets data (closed since December 2025); may change at any time. */
  applicantApi: boolean;
  /** How many negotiations the first applicant has; those of the hand-made world at least. */
  applicantNegotiations: number;
  /** Addresses that the API hands out name the site that was asked for (`?host=hh.ru`), as hh's do. */
  hostInAddresses: boolean;
  /** Where hh takes files; at another origin than its API's nothing may ever arrive. */
  uploadOrigin: string;
}

export const defaultOptions: WorldOptions = {
  vacancies: 0,
  unreadPerVacancy: 1,
  readPerVacancy: 0,
  seed: 1,
  tokenLifetimeSeconds: 1_209_600,
  now: Date.now,
  accounts: 1,
  kind: 'manager',
  applicantApi: false,
  applicantNegotiations: 0,
  hostInAddresses: true,
  uploadOrigin: 'https://api.hh.ru',
};

/** A response to come; what is left open is chosen. */
export interface NewResponse {
  vacancyId: string;
  /** An existing resume; without it a new person is made. */
  resumeHash?: string;
  letter?: string;
  at?: number;
  viewed?: boolean;
  stageId?: string;
  testScore?: number;
  firstName?: string | null;
  lastName?: string | null;
  title?: string;
}
