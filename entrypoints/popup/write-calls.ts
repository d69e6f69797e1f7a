import { asked } from '../../components/asked.ts';
import type { Wish } from '../../utils/inbox/write.ts';
import { sendMessage } from '../../utils/messages.ts';
import { requestWrite, requestWrites } from '../../utils/write-requests.ts';

/** Asks the worker for a write, from our own pages. */
export const write = (wish: Wish) => requestWrite(wish, (of) => asked(sendMessage('write', of)));

/** Asks for many of one gesture; answers with the id of their group. */
export const writeMany = (wishes: Wish[]) =>
  requestWrites(wishes, (of) => asked(sendMessage('writeMany', of)));
