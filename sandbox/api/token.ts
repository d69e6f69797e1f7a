import { ApiError } from '../errors.ts';
import { TokenError } from '../world/tokens.ts';
import type { Api } from './call.ts';

/** `authorize`, `invalidate-token`: codes and refresh tokens become access tokens; errors in OAuth's own shape. */
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
