import { asked } from '../../components/ui/result.ts';
import type { WriteRequest } from '../../utils/domain/write-request.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { requestWrite, requestWrites } from '../../utils/messaging/write-requests.ts';

/** Asks the worker for a write, from our own pages. */
export const write = (wish: WriteRequest) => requestWrite(wish, (of) => asked(sendMessage('write', of)));

/** Asks for many of one gesture; answers with the id of their group. */
export const writeMany = (wishes: WriteRequest[]) =>
  requestWrites(wishes, (of) => asked(sendMessage('writeMany', of)));
