import type { Ledger } from '../ledger.ts';
import { addApplicants } from './applicants.ts';
import { addCompany } from './company.ts';
import { addGeneratedWorld } from './generated-world.ts';
import { defaultOptions, type WorldOptions } from './options.ts';
import { addSmallWorld } from './small-world.ts';
import { World } from './world.ts';

/** A world by options: the hand-made one, or a company with generated vacancies only; and those who look for work. */
export function createWorld(options: Partial<WorldOptions>, ledger: Ledger): World {
  const world = new World({ ...defaultOptions, ...options }, ledger);
  if (world.options.vacancies > 0) {
    addCompany(world);
    addGeneratedWorld(world);
  } else {
    addSmallWorld(world);
  }
  addApplicants(world);
  return world;
}
