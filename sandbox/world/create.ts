import type { Ledger } from '../ledger.ts';
import { addCompany } from './company.ts';
import { addGeneratedWorld } from './generated-world.ts';
import { addSmallWorld } from './small-world.ts';
import { defaultOptions, World, type WorldOptions } from './world.ts';

/** A world by options: the hand-made one, or a company with generated vacancies only. */
export function createWorld(options: Partial<WorldOptions>, ledger: Ledger): World {
  const world = new World({ ...defaultOptions, ...options }, ledger);
  if (world.options.vacancies > 0) {
    addCompany(world);
    addGeneratedWorld(world);
  } else {
    addSmallWorld(world);
  }
  return world;
}
