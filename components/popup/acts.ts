/** What can be done at one stop of the list, by a button or by its key. */
export interface Acts {
  pick: (stop: string) => void;
  open: (stop: string) => void;
  reject: (stop: string) => void;
  read: (stop: string) => void;
  more: (stop: string) => void;
  /** The conversation and the answer to it. */
  write: (stop: string) => void;
}
