import { expect, test, vi } from 'vitest';

vi.mock('wxt/browser', () => import('../testing.ts'));

import type { Action } from '../../utils/domain/negotiation.ts';
import { entryOf } from '../../utils/domain/testing.ts';
import { t } from '../../utils/i18n.ts';
import { type ApplicantId, asId } from '../../utils/ids.ts';
import { nextStep, type ProblemName } from '../../utils/problem.ts';
import {
  actionEffect,
  delay,
  entryText,
  nextText,
  offText,
  problemDetails,
  problemText,
  quoted,
  withUndo,
} from './words.ts';

const action = (id: string, required: boolean | null): Action => ({
  id,
  name: id,
  arguments: required === null ? [] : [{ id: 'message', required, requires: [] }],
  resulting: null,
  templates: [],
  sub: [],
});

test('has a text for every problem and every next step', () => {
  for (const [name, step] of Object.entries(nextStep)) {
    expect(problemText({ name: name as ProblemName })).not.toBe('');
    expect(nextText(step)).not.toBe('');
  }
});

test('turns quotation marks inside ours into inner ones', () => {
  expect(quoted('Повар в «Весну»')).toBe('«Повар в „Весну“»');
});

test('names a write for which the worker has no name', () => {
  const note = {
    kind: 'note',
    applicantId: asId<ApplicantId>('1'),
    text: 'Позвонить',
    access: 'owner',
  } as const;
  expect(entryText(entryOf(note, { at: 'sending', since: 0 }))).toBe('Заметка');
});

test('says until when a retry is useless', () => {
  expect(problemText({ name: 'too-many-requests', retryAt: 2_000_000 }, 1_000_000)).toMatch(/\d\d:\d\d/);
});

test('gives in the details for a report what hh’s support asks for', () => {
  expect(problemDetails({ name: 'server-error', status: 502, requestId: 'abc' })).toBe(
    'server-error · 502 · request abc',
  );
});

test('explains the reasons of both APIs, and does not show an unknown one', () => {
  expect(offText('in_a_row_limit')).toContain('Пять сообщений подряд');
  expect(offText('ARCHIVED_BY_EMPLOYER')).toBe(offText('archived'));
  for (const unknown of ['NEW_REASON', 'toString']) {
    expect(offText(unknown)).toContain('не принимает сюда сообщения');
    expect(offText(unknown)).not.toContain(unknown);
  }
});

test('says what the applicant will see', () => {
  expect(actionEffect(action('interview', true), null, 10)).toContain('увидит приглашение');
  expect(actionEffect(action('discard_by_employer', false), null, 10)).toContain(
    'без письма ничего не узнает',
  );
  expect(actionEffect(action('discard_by_employer', false), false, 10)).toContain('не узнает');
  expect(actionEffect(action('consider', null), null, 10)).toContain('не узнает');
  expect(actionEffect(action('interview', true), true, 0)).toContain('сразу');
});

test('does not mention undo without an undo window, and shows no missing or zero number', () => {
  const effect = (seconds: number) => withUndo(t('panel_effect', delay(seconds)), seconds);
  expect(effect(10)).toBe(
    'Письмо уйдёт соискателю через 10 с. Контакт не тратится. До этого можно отменить.',
  );
  expect(effect(0)).toBe('Письмо уйдёт соискателю сразу. Контакт не тратится.');
});
