/** What `readState` reads; the rest of the page's state (account, token, notifications) stays where it is. */
const kept = /^(hhid|userType|hhcaptcha|request|router|vacanciesShort|applicant(Neg|Emp).+)$/;
/** At whatever depth: what a recruiter wrote of how to be reached. */
const personal = /contact|phone|mail|account|token/i;

/**
 * What of the embedded state of a page of hh may leave the page, as plain data for a message; of what is no state,
 * an empty object or null. Runs in the page, so it knows as little as it can. Never throws.
 */
export function sliceOf(state: unknown): unknown {
  try {
    const open = Object.entries(Object(state)).filter(([key]) => kept.test(key));
    return JSON.parse(
      JSON.stringify(Object.fromEntries(open), (key, value) => (personal.test(key) ? undefined : value)),
    );
  } catch {
    // Nested without end: no page of hh's.
    return null;
  }
}
