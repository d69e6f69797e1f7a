import { createContext } from 'preact';
import type { Elsewhere } from '../../utils/domain/write-request.ts';

/** What is not sent under accounts that are not in use now. */
export const NotSentElsewhere = createContext<readonly Elsewhere[]>([]);
