import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

export interface Operation {
  operationId: string;
  method: string;
  /** Path template, as published. */
  path: string;
  parameters: { name: string; in: string; required: boolean; schema: JsonObject }[];
  /** Schemas of the request's body, by content type. */
  body: Record<string, JsonObject>;
  bodyRequired: boolean;
  /** Schemas of the answers, by status and content type. */
  responses: Record<string, Record<string, JsonObject>>;
  /** hh's own examples of the answers. */
  examples: { status: number; name: string; value: Json }[];
}

export interface SentRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | null;
}

/** Arguments of an action. The published operation names none; they are given in `actions[].arguments`. */
const actionArguments = ['message', 'send_sms', 'address_id', 'resume_id', 'vacancy_id'];

/**
 * Checks answers and requests against hh's published OpenAPI. The file is beside the project and not part of it:
 * without it `openapi` is null, and the tests say why they are skipped.
 */
function openapiOf(name: string) {
  const file = new URL(`../../../shared/hh/openapi/${name}`, import.meta.url);
  const document: JsonObject | null = existsSync(fileURLToPath(file))
    ? asObject(JSON.parse(readFileSync(file, 'utf8')))
    : null;

  /** All operations by id; null if hh's OpenAPI is not available. */
  const openapi: Map<string, Operation> | null = document && readOperations(document);

  /** Why a contract test is skipped, to be printed. */
  const missingReason = `hh's OpenAPI is not at ${file.pathname}: answers are not validated against it`;

  const strict = makeAjv(false);
  const coercing = makeAjv(true);
  const compiled = new Map<string, ValidateFunction>();

  /** Differences between an answer's body and the operation's schema; empty if there are none. */
  function validateResponse(operationId: string, status: number, json: unknown): string[] {
    const operation = known(operationId);
    const schemas = operation.responses[String(status)];
    if (!schemas) return [`${operationId}: status ${status} is not published`];
    const schema = schemas['application/json'];
    const empty = json === undefined || json === null || json === '';
    // Some answers have two published types: an employer gets an empty HTML page, an applicant JSON.
    if (empty && (!schema || 'text/html' in schemas)) return [];
    if (!schema) return [`${operationId}: ${status} has no JSON body`];
    return problems(strict, `${operationId} ${status}`, schema, json);
  }

  /**
   * Errors in a request: an unknown operation, unknown or missing parameters, or a body that does not match the
   * schema.
   */
  function validateRequest(request: SentRequest): string[] {
    const url = new URL(request.url);
    const operation = operationOf(request.method, request.url);
    if (!operation) return [`${request.method} ${url.pathname}: no such operation`];
    const headers = new Map(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const found: string[] = [];
    if (url.origin !== 'https://api.hh.ru') found.push(`origin ${url.origin}`);
    if (!headers.get('hh-user-agent')) found.push('no HH-User-Agent');
    const queries = operation.parameters.filter((parameter) => parameter.in === 'query');
    for (const name of new Set(url.searchParams.keys())) {
      const parameter = queries.find((query) => query.name === name);
      if (!parameter) found.push(`unknown query parameter ${name}`);
      else {
        const values = url.searchParams.getAll(name);
        const value = values.length > 1 || parameter.schema.type === 'array' ? values : values[0];
        found.push(...problems(coercing, `${operation.operationId} ?${name}`, parameter.schema, value));
      }
    }
    for (const query of queries) {
      if (query.required && !url.searchParams.has(query.name))
        found.push(`missing query parameter ${query.name}`);
    }
    return [...found, ...bodyProblems(operation, headers.get('content-type') ?? '', request.body ?? '')];
  }

  /**
   * The operation of a call, by method and path. The id of a collection or stage may replace the one in hh's example.
   */
  function operationOf(method: string, url: string): Operation | undefined {
    const path = new URL(url, 'https://api.hh.ru').pathname;
    const list = [...(openapi?.values() ?? [])].filter(
      (operation) => operation.method === method.toUpperCase(),
    );
    const literal = list.find((operation) => operation.path === path);
    if (literal) return literal;
    if (/^\/negotiations\/[a-z]\w*$/.test(path) && method === 'GET')
      return openapi?.get('get-collection-negotiations-list');
    if (/^\/negotiations\/[a-z]\w*$/.test(path) && method === 'POST')
      return openapi?.get('invite-applicant-to-vacancy');
    return list.find((operation) =>
      new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
  }

  function bodyProblems(operation: Operation, contentType: string, body: string): string[] {
    if (body === '') return operation.bodyRequired ? ['missing body'] : [];
    const [type = ''] = contentType.split(';');
    if (operation.operationId === 'change-negotiation-action') {
      const names = [...new URLSearchParams(body).keys()];
      return names
        .filter((name) => !actionArguments.includes(name))
        .map((name) => `unknown argument ${name}`);
    }
    const schema = operation.body[type];
    if (!schema)
      return [
        `body of type ${type || 'unknown'}, published: ${Object.keys(operation.body).join(', ') || 'none'}`,
      ];
    const label = `${operation.operationId} ${type}`;
    if (type === 'application/json') return problems(strict, label, schema, JSON.parse(body));
    const form = new URLSearchParams(body);
    const value: Record<string, string | string[]> = {};
    for (const name of new Set(form.keys())) {
      const values = form.getAll(name);
      value[name] = values.length > 1 ? values : (values[0] ?? '');
    }
    const properties = asObject(resolve(schema).properties ?? {});
    const unknown =
      Object.keys(properties).length === 0 ? [] : Object.keys(value).filter((name) => !(name in properties));
    // A repeated key is a list, although published as one value.
    const single = Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, Array.isArray(one) ? one[0] : one]),
    );
    return [...unknown.map((name) => `unknown field ${name}`), ...problems(coercing, label, schema, single)];
  }

  function known(operationId: string): Operation {
    const operation = openapi?.get(operationId);
    if (!operation) throw new Error(openapi ? `hh publishes no operation ${operationId}` : missingReason);
    return operation;
  }

  function problems(ajv: Ajv, label: string, schema: JsonObject, value: unknown): string[] {
    const key = `${ajv === strict ? 'strict' : 'coercing'} ${label}`;
    const validate = compiled.get(key) ?? ajv.compile(asObject(toJsonSchema(schema)));
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (error) => `${label}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`,
    );
  }

  function makeAjv(coerce: boolean): Ajv {
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      logger: false,
      coerceTypes: coerce ? 'array' : false,
    });
    addFormats.default(ajv);
    if (document)
      ajv.addSchema({ $id: 'hh', components: toJsonSchema(withoutSlips(document.components ?? {})) });
    return ajv;
  }

  function readOperations(root: JsonObject): Map<string, Operation> {
    const operations = new Map<string, Operation>();
    for (const [path, methods] of Object.entries(asObject(root.paths))) {
      for (const [method, raw] of Object.entries(asObject(methods))) {
        if (!['get', 'post', 'put', 'delete'].includes(method)) continue;
        const operation = asObject(raw);
        const body = resolve(operation.requestBody ?? {});
        const responses = Object.entries(asObject(operation.responses)).map(([status, answer]) => [
          status,
          contentOf(resolve(answer)),
        ]);
        operations.set(String(operation.operationId), {
          operationId: String(operation.operationId),
          method: method.toUpperCase(),
          path,
          parameters: asArray(operation.parameters ?? []).map((one) => {
            const parameter = resolve(one);
            return {
              name: String(parameter.name),
              in: String(parameter.in),
              required: parameter.required === true,
              schema: asObject(parameter.schema ?? {}),
            };
          }),
          body: contentOf(body),
          bodyRequired: body.required === true,
          responses: Object.fromEntries(responses),
          examples: Object.entries(asObject(operation.responses)).flatMap(([status, answer]) =>
            Object.values(asObject(resolve(answer).content ?? {})).flatMap((media) =>
              Object.entries(asObject(asObject(media).examples ?? {})).map(([name, example]) => ({
                status: Number(status),
                name,
                value: resolve(example).value ?? null,
              })),
            ),
          ),
        });
      }
    }
    return operations;
  }

  function resolve(node: Json | undefined): JsonObject {
    const found = asObject(node);
    if (typeof found.$ref !== 'string') return found;
    const steps = found.$ref.split('/').slice(1);
    return resolve(
      steps.reduce<Json | undefined>((place, step) => asObject(place)[step], document ?? undefined),
    );
  }

  return { openapi, missingReason, validateResponse, validateRequest, operationOf };
}

/**
 * Corrects one schema that requires a property it does not have (`type` for `mark`); even hh's own answers would
 * fail.
 */
function withoutSlips(components: Json): Json {
  const nano = asObject(asObject(components).schemas).SkillVerificationsTestResultNano;
  if (isObject(nano)) nano.required = ['score', 'mark'];
  return components;
}

/**
 * Converts OpenAPI 3.0 to JSON Schema: `nullable` becomes a type; `oneOf` becomes `anyOf`, because hh's branches
 * overlap (`/me`, nullable objects); references point into the one registered document.
 */
function toJsonSchema(node: Json): Json {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, oneOf, $ref, example: _example, examples: _examples, ...rest } = node;
  const schema: JsonObject = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]),
  );
  if (Array.isArray(oneOf)) schema.anyOf = toJsonSchema(oneOf);
  if (typeof $ref === 'string') schema.$ref = `hh${$ref}`;
  return nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

function contentOf(node: JsonObject): Record<string, JsonObject> {
  const content = Object.entries(asObject(node.content ?? {}));
  return Object.fromEntries(content.map(([type, media]) => [type, asObject(asObject(media).schema ?? {})]));
}

function asObject(node: unknown): JsonObject {
  if (!isObject(node)) throw new Error('The OpenAPI of hh has an unexpected shape');
  return node;
}

function isObject(node: unknown): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function asArray(node: Json): Json[] {
  return Array.isArray(node) ? node : [];
}

/** hh's latest document for employers. */
export const { openapi, missingReason, validateResponse, validateRequest, operationOf } =
  openapiOf('employer-2026-06.json');

/** The last document that contains the applicant's part, from before hh closed it. */
export const applicantApi = openapiOf('applicant-2025-12.json');
