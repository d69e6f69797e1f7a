import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import {
  type Job,
  latestFirst,
  type Match,
  monthOf,
  monthsOf,
  piecesOf,
  type Resume,
  type ResumeMore,
  type School,
  type Sought,
} from '../../utils/domain/resume.ts';
import { dotted, type MessageKey, plural, t } from '../../utils/i18n.ts';
import { fromKnown, isKnown, type Known, known, type List, valueOr } from '../../utils/known.ts';
import { experience, jobSpan, monthYear } from '../../utils/time.ts';
import { Button, Chip } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { factText, factWords } from '../ui/words.ts';

/** Words of the vacancy and of the search, highlighted wherever they occur in the resume. */
export const SoughtContext = createContext<Sought>(new Set());

/** A text with the words of `SoughtContext` highlighted. */
function Marked({ children: text }: { children: string }) {
  const pieces = piecesOf(text, useContext(SoughtContext));
  return <>{pieces.map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text))}</>;
}

/** How much of a long text is shown at first, in characters. */
const firstPart = { about: 1200, job: 600 };

/** A text by the applicant. Of a long one only the beginning is shown; a click shows the rest. */
export function LongText({ text, most }: { text: string; most: number }) {
  const [whole, setWhole] = useState(false);
  // A text only slightly longer than the limit is shown whole.
  const isLong = text.length > most * 1.3;
  const cut = isLong && !whole;
  return (
    <div>
      <p class="said" dir="auto">
        <Marked>{cut ? `${text.slice(0, text.lastIndexOf(' ', most) + 1 || most)}…` : text}</Marked>
      </p>
      {isLong && (
        <Button tone="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'resume_less' : 'resume_whole')}
        </Button>
      )}
    </div>
  );
}

interface Props {
  resume: Resume;
  match: Known<Match | null>;
  /** Total experience as hh counts it; the sum of the jobs would differ, because jobs overlap. */
  months: Known<number | null>;
  now: number;
}

/** A resume. Empty parts are left out; parts that could not be read say so. */
export function ResumeView({ resume, match, months, now }: Props) {
  const { jobs, more } = resume;
  return (
    <div class="resume">
      <MatchLine match={match} />
      <Section
        title={t('resume_jobs')}
        aside={factWords(months, (all) => (all > 0 ? experience(all) : ''), 'unknown_experience')}
      >
        <Items
          of={jobs}
          none={isKnown(months, null) || isKnown(months, 0) ? 'popup_no_experience' : 'resume_jobs_none'}
        >
          {(items) => (
            <ol class="timeline">
              {latestFirst(items).map((job, index) => (
                <JobView key={index} job={job} resume={resume} now={now} />
              ))}
            </ol>
          )}
        </Items>
      </Section>
      {resume.skills && (
        <Lines title="resume_skills" of={resume.skills} class="chips" itemClass="chip ell neutral">
          {(name) => (
            <span title={name}>
              <Marked>{name}</Marked>
            </span>
          )}
        </Lines>
      )}
      {more && <About about={more.about} />}
      <Schools title="resume_schools" of={resume.schools} level={resume.level} />
      {more && (
        <>
          <Lines title="resume_credentials" of={more.credentials}>
            {({ question, answers }) => (
              <>
                {question && <span class="small muted">{question} · </span>}
                <Marked>{answers.join(', ')}</Marked>
              </>
            )}
          </Lines>
          <Schools title="resume_courses" of={more.courses} />
          <Schools title="resume_exams" of={more.exams} />
        </>
      )}
      <Lines title="resume_certificates" of={resume.certificates} class="dated" itemClass="">
        {({ title, year, url }) => (
          <>
            <Year of={year} />
            <span class="said" dir="auto">
              <Outside href={url}>{factText(title, 'unknown_name')}</Outside>
            </span>
          </>
        )}
      </Lines>
      {more && <More more={more} />}
      <Hidden resume={resume} />
    </div>
  );
}

/** A link given by the applicant, opened in a new tab without a referrer. */
const Outside = ({ href, children }: { href: string | null; children: ComponentChildren }) =>
  href && /^https?:\/\//i.test(href) && URL.canParse(href) ? (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );

function MatchLine({ match }: { match: Known<Match | null> }) {
  if (!match.known) return <p class="sec small muted">{t('resume_match_unread')}</p>;
  if (!match.value) return null;
  const { fits, months, outdated, jobs } = match.value;
  return (
    <div class="sec row wrap" title={jobs.map(({ position }) => position).join(', ')}>
      <Chip tone={!fits.known ? 'wait' : fits.value ? 'good' : 'neutral'}>
        {t(!fits.known ? 'resume_match_unread' : fits.value ? 'resume_match_fits' : 'resume_match_not')}
      </Chip>
      <span class="small muted">
        {dotted(
          !months.known
            ? t('resume_months_unread')
            : months.value > 0 && t('resume_match_months', experience(months.value)),
          !outdated.known ? t('resume_outdated_unread') : outdated.value && t('resume_outdated'),
        )}
      </span>
    </div>
  );
}

interface PartProps<T> {
  title: MessageKey;
  /** Shown at the end of the title line. */
  aside?: string;
  of: Known<List<T>>;
}

interface LinesProps<T> extends PartProps<T> {
  class?: string;
  itemClass?: string;
  children: (item: T) => ComponentChildren;
}

/** A titled part with a line for each item; nothing if there are no items. */
const Lines = <T,>({ title, aside, of, class: look, itemClass = 'said', children }: LinesProps<T>) =>
  of.known && of.value.items.length + of.value.skipped === 0 && !aside ? null : (
    <Section title={t(title)} aside={aside}>
      <Items of={of}>
        {(items) => (
          <ul class={look}>
            {items.map((item, index) => (
              <li key={index} class={itemClass} dir={itemClass ? 'auto' : undefined}>
                {children(item)}
              </li>
            ))}
          </ul>
        )}
      </Items>
    </Section>
  );

interface ItemsProps<T> extends Pick<PartProps<T>, 'of'> {
  children: (items: T[]) => ComponentChildren;
  /** Shown if there are no items. */
  none?: MessageKey;
}

function Items<T>({ of, none, children }: ItemsProps<T>) {
  if (!of.known) return <p class="small muted">{t('resume_unread')}</p>;
  const { items, skipped } = of.value;
  return (
    <>
      {items.length + skipped === 0 && none && <p class="small muted">{t(none)}</p>}
      {items.length > 0 && children(items)}
      {skipped > 0 && <p class="small muted gap">{plural('resume_skipped', skipped)}</p>}
    </>
  );
}

interface JobProps {
  job: Job;
  resume: Resume;
  now: number;
}

function JobView({ job, resume, now }: JobProps) {
  const { position, company, start, end, area, industries, description } = job;
  const today = new Date(now);
  const span = monthsOf(job, monthOf(today.getFullYear(), today.getMonth() + 1));
  const title = position.known ? (position.value ?? t('resume_position_none')) : t('resume_position_unread');
  const dates =
    start.known && end.known
      ? `${monthYear(start.value)} — ${end.value === null ? t('resume_now') : monthYear(end.value)}`
      : t('resume_dates_unread');
  const more = dotted(area, ...industries);
  return (
    <li class={isKnown(end, null) ? 'now' : ''}>
      <div class="row">
        <h3 class="b grow ell" dir="auto" title={title}>
          <Marked>{title}</Marked>
        </h3>
        {span !== null && <span class="small muted num">{jobSpan(span)}</span>}
      </div>
      <p class="small" title={more || undefined}>
        <span dir="auto">
          {company.known ? (company.value ?? noCompany(resume)) : t('resume_company_unread')}
        </span>
        <span class="muted"> · {dates}</span>
      </p>
      {!description.known && <p class="small muted">{t('resume_unread')}</p>}
      {description.known && description.value && <LongText text={description.value} most={firstPart.job} />}
    </li>
  );
}

/** Why a job names no company: hidden by the applicant, withheld by hh, or not filled in. */
const noCompany = ({ hidden, viewsAll }: Resume): string =>
  hidden.known && hidden.value.items.some(({ id }) => id === 'experience')
    ? t('resume_company_hidden')
    : t(isKnown(viewsAll, false) ? 'resume_company_kept' : 'resume_company_none');

const About = ({ about }: { about: Known<string | null> }) =>
  about.known && !about.value ? null : (
    <Section title={t('resume_about')}>
      {about.known && about.value ? (
        <LongText text={about.value} most={firstPart.about} />
      ) : (
        <p class="small muted">{t('resume_unread')}</p>
      )}
    </Section>
  );

interface SchoolsProps extends PartProps<School> {
  level?: Known<string | null>;
}

const Schools = ({ level, ...of }: SchoolsProps) => (
  <Lines {...of} aside={level && factText(level, 'resume_level_unread')} class="dated" itemClass="">
    {({ name, subject, result, year }) => (
      <>
        <Year of={year} />
        <div>
          <p class="said" dir="auto">
            <Marked>{factText(name, 'unknown_name')}</Marked>
          </p>
          {joined(subject, result) && (
            <p class="small muted said" dir="auto">
              <Marked>{joined(subject, result)}</Marked>
            </p>
          )}
        </div>
      </>
    )}
  </Lines>
);

const Year = ({ of }: { of: School['year'] }) => (
  <span class="small muted num">{of.known ? of.value : t('resume_year_unread')}</span>
);

/** «Финансы, бакалавр»: the facts there are, with a word in place of those that could not be read. */
const joined = (...facts: Known<string | null>[]): string =>
  facts
    .map((fact) => factText(fact, 'resume_fact_unread'))
    .filter(Boolean)
    .join(', ');

const listText = (of: Known<List<string>>): Known<string | null> =>
  fromKnown(
    of,
    ({ items, skipped }) =>
      [...items, skipped > 0 && plural('resume_skipped', skipped)].filter(Boolean).join(', ') || null,
  );

/** Details that only the whole resume contains, below the jobs. */
function More({ more }: { more: ResumeMore }) {
  const { relocation, relocationTo, hasVehicle } = more;
  const all: [MessageKey, Known<string | null>][] = [
    ['resume_search', more.searchStatus],
    ['resume_roles', listText(more.roles)],
    ['resume_employment', listText(more.employment)],
    ['resume_schedule', listText(more.schedule)],
    [
      'resume_relocation',
      known(
        [factText(relocation, 'resume_fact_unread'), valueOr(listText(known(relocationTo)), null)]
          .filter(Boolean)
          .join(': ') || null,
      ),
    ],
    ['resume_trips', more.businessTrips],
    ['resume_travel', more.travelTime],
    ['resume_metro', more.metro],
    ['resume_citizenship', listText(more.citizenship)],
    ['resume_ticket', listText(more.workTicket)],
    ['resume_licences', listText(more.licences)],
    ['resume_vehicle', fromKnown(hasVehicle, (has) => (has ? t('resume_vehicle_yes') : null))],
  ];
  const facts = all.filter(([, fact]) => !fact.known || fact.value);
  return (
    <>
      <Lines title="resume_languages" of={more.languages} class="chips" itemClass="chip ell neutral">
        {({ name, level }) => (
          <>
            <Marked>{name}</Marked>
            {(!level.known || level.value) && ` · ${factText(level, 'resume_level_unread')}`}
          </>
        )}
      </Lines>
      {facts.length > 0 && (
        <Section title={t('resume_facts')}>
          <dl class="facts">
            {facts.map(([name, fact]) => (
              <div key={name}>
                <dt class="small muted">{t(name)}</dt>
                <dd>{factText(fact, 'resume_fact_unread')}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      <Lines title="resume_portfolio" of={more.portfolio} class="row wrap" itemClass="">
        {({ url, large, words }) => (
          <Outside href={large ?? url}>
            <img
              src={url}
              alt={factText(words, 'resume_fact_unread') || t('resume_picture')}
              width="96"
              height="96"
              loading="lazy"
              referrerpolicy="no-referrer"
            />
          </Outside>
        )}
      </Lines>
      <Lines title="resume_recommendations" of={more.recommendations} class="stack">
        {({ name, position, organization }) => (
          <>
            {name}
            {joined(position, organization) && (
              <span class="small muted"> · {joined(position, organization)}</span>
            )}
          </>
        )}
      </Lines>
      <Lines title="resume_sites" of={more.sites}>
        {({ name, url }) => (
          <>
            {(!name.known || name.value) && (
              <span class="small muted">{factText(name, 'unknown_name')} · </span>
            )}
            <Outside href={url}>{url}</Outside>
          </>
        )}
      </Lines>
    </>
  );
}

/** Says which parts are missing, and whether the applicant hid them or hh withholds them. */
function Hidden({ resume: { hidden, viewsAll } }: { resume: Resume }) {
  const names = valueOr(hidden, null)?.items.map(({ name }) => name) ?? [];
  const lines = [
    names.length > 0 && t('resume_hidden', names.join(', ')),
    (!hidden.known || hidden.value.skipped > 0) && t('resume_hidden_unread'),
    !viewsAll.known ? t('resume_part_unread') : viewsAll.value === false && t('resume_part'),
  ].filter(Boolean);
  return lines.length === 0 ? null : (
    <div class="sec small muted">
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
