/** hh's error body: rules throw it, and the API's error handler sends it. */
interface ErrorItem {
  type: string;
  value?: string;
  reason?: string;
  pointer?: string;
  captcha_url?: string;
  fallback_url?: string;
  allowed_accounts?: { id: string; employer: { id: string; name: string } }[];
}

export class ApiError extends Error {
  readonly status: 400 | 403 | 404 | 409 | 425 | 429;
  readonly item: ErrorItem;
  readonly more: Record<string, unknown>;
  constructor(status: ApiError['status'], item: ErrorItem, more: Record<string, unknown> = {}) {
    super(`${status} ${item.type} ${item.value ?? item.reason ?? ''}`);
    this.status = status;
    this.item = item;
    this.more = more;
  }

  body(requestId: string): Record<string, unknown> {
    return { ...this.more, errors: [this.item], request_id: requestId };
  }
}

export const badArgument = (name: string): ApiError =>
  new ApiError(
    400,
    { type: 'bad_argument', value: name, reason: 'invalid' },
    { bad_argument: name, bad_arguments: [{ name, description: name }], description: 'Bad argument' },
  );

export const negotiationsError = (value: string): ApiError =>
  new ApiError(403, { type: 'negotiations', value }, { description: 'Forbidden' });

export const oauthError = (value: string, oauth?: string): ApiError =>
  new ApiError(
    403,
    { type: 'oauth', value },
    { description: 'Forbidden', ...(oauth === undefined ? {} : { oauth_error: oauth }) },
  );

export const forbidden = (reason?: string): ApiError =>
  reason === undefined
    ? new ApiError(403, { type: 'forbidden' }, { description: 'Forbidden' })
    : new ApiError(403, { type: 'forbidden', reason });

export const notFound = (): ApiError =>
  new ApiError(404, { type: 'not_found' }, { description: 'Not Found' });

export const topicNotFound = (): ApiError =>
  new ApiError(404, { type: 'negotiations', value: 'topic_not_found' }, { description: 'Not Found' });
