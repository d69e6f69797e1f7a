import { ApiError } from '../errors.ts';
import { hasNews, ownNegotiations, ownResumes } from '../world/applicant.ts';
import type { Account, Applicant } from '../world/model.ts';
import { TokenError } from '../world/tokens.ts';
import type { World } from '../world/world.ts';
import { API, type Api } from './call.ts';
import { namesOf } from './views/vacancy.ts';

const flags = {
  is_admin: false,
  is_applicant: false,
  is_application: false,
  is_employer: false,
  is_employer_integration: false,
};

const personalManager = {
  id: '1234567',
  first_name: 'Николай',
  last_name: 'Смирнов',
  email: 'smirnov@example.com',
  is_available: true,
  photo_urls: null,
  unavailable: null,
};

/** The part of the answer that is the same for all roles; each role fills in its own fields. */
const person = {
  ...flags,
  is_anonymous: false,
  employer: null,
  manager: null,
  personal_manager: null,
  is_in_search: null,
  negotiations_url: null,
  resumes_url: null,
};

/** `get-current-user-info`, `get-manager-accounts`. */
export function addMe(api: Api): void {
  api.get('/me', (call) => {
    switch (call.login) {
      case 'application':
        return call.context.json({ ...flags, auth_type: 'application', is_application: true });
      case 'applicant':
      case 'secondApplicant':
        return call.context.json({ ...person, ...applicant(call.world, call.world.applicant(call.login)) });
      case 'integration':
        return call.context.json({
          ...flags,
          auth_type: 'employer_integration',
          is_employer_integration: true,
          employer: { id: '1455', name: call.world.employers.get('1455')?.name ?? '' },
          personal_manager: personalManager,
        });
      case 'both':
        return call.context.json({
          ...person,
          ...applicant(call.world, call.world.applicant('both')),
          ...manager(call.world, call.account, call.world.accountsOf('both')),
        });
      default: {
        const accounts = call.world.accountsOf(call.login ?? 'manager');
        return call.context.json({ ...person, ...manager(call.world, call.account, accounts) });
      }
    }
  });

  api.get('/manager_accounts/mine', (call) => {
    const login = call.login ?? 'manager';
    const { world } = call;
    const primary = world.primaryAccount(login);
    return call.context.json({
      items: world.accountsOf(login).map((account) => ({
        id: account.id,
        employer: { id: account.employerId, name: world.employers.get(account.employerId)?.name ?? '' },
      })),
      current_account_id: call.account.id,
      primary_account_id: primary,
      is_primary_account_blocked: world.accounts.get(primary)?.blocked ?? false,
    });
  });
}

function manager(world: World, account: Account, all: Account[]): Record<string, unknown> {
  const person = world.manager(account.managerId);
  const { employerId } = account;
  return {
    auth_type: 'employer',
    is_employer: true,
    id: person.userId,
    ...namesOf(person),
    mid_name: null,
    email: person.email,
    phone: '74951568055',
    employer: { id: employerId, name: world.employers.get(employerId)?.name ?? '', manager_id: person.id },
    manager: {
      id: person.id,
      has_admin_rights: person.isMainContactPerson,
      has_multiple_manager_accounts: all.length > 1,
      is_main_contact_person: person.isMainContactPerson,
      manager_settings_url: `${API}/employers/${employerId}/managers/${person.id}/settings`,
    },
    personal_manager: personalManager,
  };
}

function applicant(world: World, person: Applicant): Record<string, unknown> {
  const resumes = ownResumes(world, person);
  return {
    auth_type: 'applicant',
    is_applicant: true,
    id: person.userId,
    ...namesOf(person),
    mid_name: person.middleName,
    email: person.email,
    phone: person.phone,
    counters: {
      new_resume_views: resumes.flatMap(({ views }) => views).filter(({ seen }) => !seen).length,
      resumes_count: resumes.length,
      unread_negotiations: ownNegotiations(world, person).filter((one) => hasNews(world, one)).length,
    },
    is_in_search: true,
    linked_socials: [],
    negotiations_url: `${API}/negotiations`,
    resumes_url: `${API}/resumes/mine`,
    profile_videos: { items: [] },
    user_statuses: {
      job_search_status: {
        id: 'active_search',
        name: 'Активно ищу работу',
        last_change_time: '2026-02-08T10:48:44.267Z',
      },
    },
  };
}

/** `authorize`, `invalidate-token`: exchanges codes and refresh tokens for access tokens, with OAuth's own errors. */
export function addToken(api: Api): void {
  api.post('/token', async (call) => {
    const form = await call.form();
    const { tokens } = call.world;
    try {
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return call.context.json(tokens.exchangeCode(form));
        case 'refresh_token':
          return call.context.json(tokens.refresh(form));
        case 'client_credentials':
          return call.context.json(tokens.issueToApplication(form));
        default:
          throw new TokenError('unsupported_grant_type', 'unsupported grant_type');
      }
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return call.context.json({ error: error.error, error_description: error.description }, 400);
    }
  });

  api.delete('/token', (call) => {
    const token = call.context.get('token');
    if (!token || token.login === 'application') throw new ApiError(403, { type: 'forbidden' });
    call.world.tokens.revoke(token);
    return call.context.body(null, 204);
  });
}
