import type { Address, Resume, Vacancy } from './model.ts';
import type { World } from './world.ts';

interface Point {
  lat: number;
  lng: number;
}

/** The middle of the towns that people live in; of other towns nothing is near. */
const centres: Record<string, Point> = {
  1: { lat: 55.7558, lng: 37.6173 },
  2: { lat: 59.9343, lng: 30.3351 },
  88: { lat: 55.7963, lng: 49.1088 },
  160: { lat: 43.2389, lng: 76.8897 },
  2759: { lat: 41.3111, lng: 69.2797 },
};
const kmOfDegree = 111.2;
/** People live up to so many kilometres from the middle of their town. */
const townKm = 20;

/** Where somebody lives: hh tells nobody, it only measures. Made of the resume's number, so always the same place. */
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

/** The employer's own address in the town of the vacancy; null where it has none. */
const placeOf = (world: World, { employerId, area }: Vacancy): Address | null =>
  [...world.addresses.values()].find(
    (address) => address.employerId === employerId && address.city === area.name,
  ) ?? null;

/** From the work to somebody's home, in metres; null where the vacancy has no address to measure from. */
export function metresTo(world: World, vacancy: Vacancy, resume: Resume): number | null {
  const place = placeOf(world, vacancy);
  const home = homeOf(resume);
  if (!place) return null;
  return home ? metresBetween(place, home) : Number.POSITIVE_INFINITY;
}
