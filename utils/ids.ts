declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** hh sends ids as numbers or as strings, even in the same resource; here each is one branded string. */
export type NegotiationId = Id<'negotiation'>;
export type VacancyId = Id<'vacancy'>;
/** The 38-digit hash in a resume's address; also its id in the API. */
export type ResumeId = Id<'resume'>;
export type ChatId = Id<'chat'>;
export type MessageId = Id<'message'>;
/** `resume.owner.id`: identifies the person across all of their resumes. */
export type ApplicantId = Id<'applicant'>;
export type EmployerId = Id<'employer'>;
export type ManagerId = Id<'manager'>;
/** A manager's work account, the value of `X-Manager-Account-Id`. */
export type AccountId = Id<'account'>;
export type AddressId = Id<'address'>;
/** The URL at which a sign-in service exchanges a code for tokens; created only by `exchangeUrl`. */
export type ExchangeUrl = Id<'exchange-url'>;
/** An entry in our own outbox. */
export type EntryId = Id<'entry'>;

/** Brands a value that hh (or the caller) guarantees: `asId<ChatId>(3490)` is `"3490"`. */
export const asId = <T extends Id<string>>(value: string | number): T => String(value) as T;

/**
 * A side effect of a call to hh. Some of hh's GETs mark a response as viewed or spend what the company paid
 * for, so every call names its effects, and the client refuses the call unless a user gesture allows the same
 * effects.
 */
export type Effect = 'none' | 'marks-viewed' | 'spends-contact' | 'spends-view' | 'writes';

/**
 * hh's group of sites, each including its subdomains (`spb.hh.ru`, `tashkent.hh.uz`). Source: `host` in the
 * API.
 */
export const sites = [
  'hh.ru',
  'rabota.by',
  'hh.kz',
  'hh.uz',
  'hh1.az',
  'headhunter.ge',
  'headhunter.kg',
] as const;
