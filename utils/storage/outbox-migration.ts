/**
 * An outbox as release 0.1 stored it, in the shape of now. Where that release was surer than it could be, nothing of it
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
    ...(progress?.at === 'waiting' && progress.problem && { tried: true }),
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
