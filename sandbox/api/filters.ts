import { badArgument } from '../errors.ts';
import type { Address, Negotiation, Resume, Vacancy } from '../world/model.ts';
import { fullName, monthsOf } from '../world/people.ts';
import { currencies, dictionaries, type Entry, institutions, places } from '../world/reference.ts';
import type { World } from '../world/world.ts';
import type { Call } from './call.ts';

type Fits = (resume: Resume) => boolean;

/** The only parameters that this collection accepts, according to hh's documentation. */
const ofPhoneCalls = new Set(['vacancy_id', 'order_by', 'page', 'per_page', 'host', 'locale']);

/** The filter of a `get-collection-negotiations-list` call; values that hh would not know are refused. */
export function filterOf(call: Call, collectionId: string): (negotiation: Negotiation) => boolean {
  const { world } = call;
  if (collectionId === 'phone_calls') {
    const other = Object.keys(call.context.req.query()).find((name) => !ofPhoneCalls.has(name));
    if (other) throw badArgument(other);
    return () => true;
  }
  const unread = collectionId === 'response' ? unseen : withNewMessages;
  const onlyNew = call.query(collectionId === 'response' ? 'show_only_new_responses' : 'show_only_new');
  const wanted = [
    text(call),
    range(call, 'age', (resume) => resume.age),
    salary(call),
    place(call),
    near(call),
    oneOf(call, 'gender', dictionaries.gender, (resume) => [resume.gender]),
    oneOf(call, 'education_level', dictionaries.education_level, (resume) => [resume.education]),
    oneOf(call, 'experience', dictionaries.experience, (resume) => [experienceOf(resume, world.now())]),
    oneOf(call, 'driver_license_types', dictionaries.driver_license_types, (resume) => resume.driverLicenses),
    oneOf(call, 'citizenship', null, (resume) => resume.citizenship),
    oneOf(call, 'educational_institution', null, (resume) =>
      institutions.filter(({ name }) => name.RU === resume.university).map(({ id }) => id),
    ),
    language(call),
    call.query('show_only_with_vehicle') === 'true' ? (resume: Resume) => resume.hasVehicle : null,
  ].filter((fits) => fits !== null);
  return (negotiation) => {
    if (onlyNew === 'true' && !unread(call, negotiation)) return false;
    const resume = world.resume(negotiation.resumeHash);
    return wanted.length === 0 || (!resume.deleted && wanted.every((fits) => fits(resume)));
  };
}

const unseen = (_: Call, negotiation: Negotiation) => !negotiation.viewed;
const withNewMessages = ({ world }: Call, negotiation: Negotiation) =>
  world.unreadMessages(world.chatOf(negotiation)) > 0;

const all = (call: Call, name: string): string[] => call.context.req.queries(name) ?? [];

function text(call: Call): Fits | null {
  const words = call.query('search_text')?.toLowerCase() ?? '';
  return words ? (resume) => `${fullName(resume)} ${resume.title}`.toLowerCase().includes(words) : null;
}

/** @param list the dictionary that the values must come from; null if any id may occur */
function oneOf(
  call: Call,
  name: string,
  list: readonly Entry[] | null,
  of: (resume: Resume) => readonly string[],
): Fits | null {
  const values = all(call, name);
  if (list && values.some((value) => list.every(({ id }) => id !== value))) throw badArgument(name);
  return values.length === 0 ? null : (resume) => of(resume).some((one) => values.includes(one));
}

function range(call: Call, name: string, of: (resume: Resume) => number | null): Fits | null {
  const from = call.number(`${name}_from`, 0);
  const to = call.number(`${name}_to`, Number.POSITIVE_INFINITY);
  if (from === 0 && to === Number.POSITIVE_INFINITY) return null;
  return (resume) => {
    const value = of(resume);
    return value !== null && value >= from && value <= to;
  };
}

/** Salaries are compared in the requested currency, at hh's rates; a resume without a salary does not match. */
function salary(call: Call): Fits | null {
  const rateOf = (code: string) => currencies.find((known) => known.code === code)?.rate;
  const rate = rateOf(call.query('currency') ?? 'RUR');
  if (rate === undefined) throw badArgument('currency');
  return range(call, 'salary', ({ salary: amount, currency }) =>
    amount === null ? null : (amount / (rateOf(currency) ?? 1)) * rate,
  );
}

/** A town, or the country around it. Without `relocation`: people who live there and people who would move there. */
function place(call: Call): Fits | null {
  const wanted = all(call, 'area');
  const relocation = call.query('relocation');
  const ways = dictionaries.resume_search_relocation;
  if (relocation !== null && (wanted.length === 0 || ways.every(({ id }) => id !== relocation)))
    throw badArgument('relocation');
  if (wanted.length === 0) return null;
  const within = (id: string) =>
    wanted.includes(id) || wanted.includes(places.find((known) => known.id === id)?.countryId ?? id);
  return (resume) => {
    const lives = within(resume.area.id);
    const moves = resume.relocation.type !== 'no_relocation';
    const movesThere = moves && resume.relocation.areaIds.some(within);
    if (relocation === 'living') return lives;
    if (relocation === 'living_but_relocation') return lives && moves;
    if (relocation === 'relocation') return !lives && movesThere;
    return lives || movesThere;
  };
}

/** Within a distance from the workplace; no restriction if the employer has no address in the vacancy's town. */
function near(call: Call): Fits | null {
  const radius = call.number('search_radius_meters', 0);
  if (radius === 0) return null;
  const vacancy = call.vacancy(call.query('vacancy_id') ?? '');
  return (resume) => (metresTo(call.world, vacancy, resume) ?? 0) <= radius;
}

/** `eng.b2`: the language at this level or better. */
function language(call: Call): Fits | null {
  const levels = dictionaries.language_level.map(({ id }) => id);
  const wanted = all(call, 'language').map((value) => {
    const [id = '', level = ''] = value.split('.');
    if (!levels.includes(level)) throw badArgument('language');
    return { id, least: levels.indexOf(level) };
  });
  if (wanted.length === 0) return null;
  return ({ languages }) =>
    wanted.every(({ id, least }) =>
      languages.some((known) => known.id === id && levels.indexOf(known.level) >= least),
    );
}

function experienceOf({ experience }: Resume, now: number): string {
  const months = monthsOf(experience, now);
  if (months < 1) return 'noExperience';
  if (months < 36) return 'between1And3';
  return months < 72 ? 'between3And6' : 'moreThan6';
}

interface Point {
  lat: number;
  lng: number;
}

/** The centres of the towns that people live in; nothing is near other towns. */
const centres: Record<string, Point> = {
  1: { lat: 55.7558, lng: 37.6173 },
  2: { lat: 59.9343, lng: 30.3351 },
  88: { lat: 55.7963, lng: 49.1088 },
  160: { lat: 43.2389, lng: 76.8897 },
  2759: { lat: 41.3111, lng: 69.2797 },
};
const kmOfDegree = 111.2;
/** People live up to this many kilometres from the centre of their town. */
const townKm = 20;

/** Where somebody lives; hh never reveals it. Derived from the resume's number, so always the same place. */
function homeOf({ area, realId }: Resume): Point | null {
  const centre = centres[area.id];
  if (!centre) return null;
  const angle = ((realId % 360) / 180) * Math.PI;
  const km = ((Math.floor(realId / 360) % 100) / 100) * townKm;
  return {
    lat: centre.lat + (km * Math.sin(angle)) / kmOfDegree,
    lng: centre.lng + (km * Math.cos(angle)) / (kmOfDegree * Math.cos((centre.lat / 180) * Math.PI)),
  };
}

function metresBetween(a: Point, b: Point): number {
  const north = (a.lat - b.lat) * kmOfDegree;
  const east = (a.lng - b.lng) * kmOfDegree * Math.cos((a.lat / 180) * Math.PI);
  return Math.hypot(north, east) * 1000;
}

/** The employer's own address in the vacancy's town; null if there is none. */
const placeOf = (world: World, { employerId, area }: Vacancy): Address | null =>
  [...world.addresses.values()].find(
    (address) => address.employerId === employerId && address.city === area.name,
  ) ?? null;

/** From the workplace to somebody's home, in metres; null if the vacancy has no address to measure from. */
function metresTo(world: World, vacancy: Vacancy, resume: Resume): number | null {
  const place = placeOf(world, vacancy);
  const home = homeOf(resume);
  if (!place) return null;
  return home ? metresBetween(place, home) : Number.POSITIVE_INFINITY;
}
