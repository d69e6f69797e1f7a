import type { Applicant } from '../../utils/domain/applicant/applicant.ts';
import type { ApplicantNegotiation } from '../../utils/domain/applicant/negotiation.ts';
import type { Stage } from './stage.ts';

interface HeldTopic {
  id: string;
  owner: string;
}

/** All rows of one store of the applicant's database; none before the extension has made it. */
const rowsOf = (stage: Stage, store: 'negotiations' | 'logs'): Promise<string> =>
  stage.inside(
    (name) =>
      new Promise<string>((done, fail) => {
        const opening = indexedDB.open('otklik-applicant');
        // Not ours to make.
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

/** The negotiations that are held, of whomever. */
export const heldNegotiations = async (stage: Stage): Promise<HeldTopic[]> =>
  JSON.parse(await rowsOf(stage, 'negotiations'));

/** The log of what happened, as text: it is compared, and searched. */
export const logText = (stage: Stage): Promise<string> => rowsOf(stage, 'logs');

/** All that the extension holds but the log, as one text. */
export const stored = async (stage: Stage): Promise<string> =>
  (await rowsOf(stage, 'negotiations')) +
  (await stage.inside(
    async () =>
      JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
    null,
  ));

/** Puts negotiations and their head where the extension holds them, as if it had read them. */
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
        // Not ours to make.
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
