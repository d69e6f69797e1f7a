import { expect, it } from 'vitest';
import { applicantNegotiation } from '../hh/applicant.ts';
import { applicantNegotiationOf } from './applicant.ts';

it('keeps the name of an anonymous employer, who has no id', () => {
  const item = applicantNegotiation.parse({
    id: '5000000001',
    created_at: '2026-09-01T08:00:00+0300',
    state: { id: 'invitation', name: 'Приглашение' },
    vacancy: { id: '40730471', name: 'Повар', employer: { name: 'Крупная российская компания' } },
  });
  expect(applicantNegotiationOf(item).employer).toEqual({ id: null, name: 'Крупная российская компания' });
});

it('leaves a stage without a name if hh repeats the id as its name', () => {
  const stageOf = (name: string) =>
    applicantNegotiationOf(
      applicantNegotiation.parse({
        id: '1',
        created_at: '2026-09-01T08:00:00+0300',
        state: { id: 'probation', name },
      }),
    ).stage;
  expect(stageOf('probation')).toEqual({ id: 'probation', name: '' });
  expect(stageOf('Probation')).toEqual({ id: 'probation', name: 'Probation' });
});
