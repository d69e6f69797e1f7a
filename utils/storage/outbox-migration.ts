/**
 * An outbox as release 0.1 stored it, in the shape of version 2. Where that release was surer than it could be, nothing of it
 * is believed that would send something again:
 * - it listed no letters of ours before a try, and counted notes and messages instead of naming them;
 * - it took a refused look-up, or a refused second try with the same key, for a refusal of the write;
 * - it held a write for not arrived after one look, while hh might be at it still.
 */
export const outboxFromVersion1 = (before: unknown): unknown => [before].flat().map(entryFromVersion1);

function entryFromVersion1(one: unknown): unknown {
  const { gestureAt, ...entry } = Object(one);
  const { progress, attempts, plan } = entry;
  const wasTried = attempts > 0 && progress?.at !== 'sent';
  return {
    ...entry,
    wantedAt: gestureAt,
    stampedAt: gestureAt,
    checks: 0,
    // Whether it arrived is looked up, by the whole rule.
    progress: wasTried ? doubted(progress) : progress,
    // hh said "not now", or said so to the browser's repeat of a try that was done.
    ...(progress?.at === 'waiting' &&
      progress.problem &&
      progress.problem.name !== 'offline' && { tried: true }),
    // Only after a 2xx, or in doubt of the last of two tries: it never goes out again, and is never "not sent".
    ...(plan?.kind === 'bulk' && attempts > 1 && !entry.refused && { accepted: true }),
    plan: planFromVersion1(plan, wasTried),
  };
}

function doubted(progress: unknown): unknown {
  const { at, until, refused: _, ...others } = Object(progress);
  if (at === 'waiting') return { at: 'uncertain', since: until, nextCheck: until };
  return at === 'failed' ? { at, ...others } : progress;
}

function planFromVersion1(plan: unknown, wasTried: boolean): unknown {
  const { same, ...others } = Object(plan);
  // What was never tried has its letters listed before the first try.
  if (others.kind === 'action') return wasTried ? { ...others, letters: null } : plan;
  if (others.kind === 'apply') return { ...others, none: typeof same === 'number' ? true : null };
  return plan;
}

/**
 * Before version 3 the write request was called `wish` and the prepared write `plan`. What hh had answered with "not
 * now" waited as if it were certainly not at hh, marked as `tried`: now it is looked up first.
 */
export const outboxFromVersion2 = (before: unknown): unknown =>
  [before].flat().map((one) => {
    const { wish, plan, tried, ...entry } = Object(one);
    const { at, until } = Object(entry.progress);
    const doubt = tried && at === 'waiting';
    return {
      ...entry,
      request: wish,
      prepared: plan,
      ...(doubt && {
        progress: { at: 'uncertain', since: until, nextCheck: until },
        attempts: Math.max(1, entry.attempts),
      }),
    };
  });
