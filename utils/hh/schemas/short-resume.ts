import type { ResumeId } from '../../ids.ts';
import { id, named, number, part, text } from './wire.ts';

/**
 * What each of hh's lists gives of a resume. Its `url` is left out everywhere: reading it marks the response as
 * viewed, or spends a view.
 */
export const shortResume = {
  id: id<ResumeId>(),
  title: text,
  alternate_url: text,
  first_name: text,
  last_name: text,
  middle_name: text,
  age: number,
  area: part(named.shape),
  salary: part({ amount: number, currency: text }),
  total_experience: part({ months: number }),
};
