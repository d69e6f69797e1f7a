import { createContext } from 'preact';
import { defaultSettings } from '../../utils/domain/inbox.ts';

/** Hours after which a response has waited too long: the person's own setting, for every row of a page. */
export const WaitLimit = createContext(defaultSettings.waitHours);
