import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import type { Stage } from './stage.ts';

interface HeldTopic {
  id: string;
  owner: string;
}

/** All rows of one store of the applicant's database, as JSON; empty until the extension has created it. */
const rowsOf = (stage: Stage, store: 'negotiations' | 'logs'): Promise<string> =>
  stage.inside(
    (name) =>
      new Promise<string>((done, fail) => {
        const opening = indexedDB.open('otklik-applicant');
        // Only the extension may create it.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => done('[]');
        opening.onsuccess = () => {
          const rows = opening.result.transaction(name).objectStore(name).getAll();
          rows.onsuccess = () => done(JSON.stringify(rows.result));
          rows.onerror = () => fail(rows.error);
          opening.result.close();
        };
      }),
    store,
  );

/** The stored negotiations, of all owners. */
export const heldNegotiations = async (stage: Stage): Promise<HeldTopic[]> =>
  JSON.parse(await rowsOf(stage, 'negotiations'));

/** The log of events, as text to compare or search. */
export const logText = (stage: Stage): Promise<string> => rowsOf(stage, 'logs');

/** Everything that the extension stores except the log, as one text. */
export const stored = async (stage: Stage): Promise<string> =>
  (await rowsOf(stage, 'negotiations')) +
  (await stage.inside(
    async () =>
      JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
    null,
  ));

/** Stores negotiations and their head as if the extension had read them. */
export const hold = (
  stage: Stage,
  head: Applicant,
  negotiations: readonly ApplicantNegotiation[],
): Promise<void> =>
  stage.inside(
    async (given) => {
      const { applicant, rows } = JSON.parse(given);
      await new Promise<void>((done, fail) => {
        const opening = indexedDB.open('otklik-applicant');
        // Only the extension may create it.
        opening.onupgradeneeded = () => opening.transaction?.abort();
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const putting = opening.result.transaction('negotiations', 'readwrite');
          for (const row of rows) putting.objectStore('negotiations').put(row);
          putting.oncomplete = () => done();
          putting.onabort = () => fail(putting.error);
          opening.result.close();
        };
      });
      await chrome.storage.local.set({ applicant: { v: 2, value: applicant } });
    },
    JSON.stringify({
      applicant: head,
      rows: negotiations.map((negotiation) => ({
        owner: head.owner,
        id: negotiation.id,
        revision: head.revision,
        negotiation,
      })),
    }),
  );
