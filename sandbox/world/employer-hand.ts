import type {
  Applicant,
  ApplicantState,
  Chat,
  Negotiation,
  NewNegotiation,
  Resume,
  Vacancy,
} from './model.ts';
import { stageOf } from './pipeline.ts';

/** The part of a world that the employer's actions need. */
interface Reach {
  now(): number;
  nextId(base: number): string;
  negotiation(id: string): Negotiation;
  vacancy(id: string): Vacancy;
  chatOf(negotiation: Negotiation): Chat;
  resumesOf(ownerId: string): Resume[];
  addNegotiation(record: NewNegotiation): Negotiation;
  moveByColleague(negotiationId: string, stageId: string, withMessage: boolean): void;
  append(chat: Chat, text: string, from: 'employer', more?: { state: ApplicantState | 'text' }): unknown;
}

/** What an employer does on hh's own site. None of it counts as an effect of ours. Most take a negotiation's id. */
export class EmployerHand {
  private readonly world: Reach;
  constructor(world: Reach) {
    this.world = world;
  }

  /** Opens the response. */
  reads(id: string): void {
    const negotiation = this.world.negotiation(id);
    const chat = this.world.chatOf(negotiation);
    negotiation.viewed = true;
    chat.readCount = chat.messages.length;
  }

  /** Writes a message; the state does not change. */
  writes(id: string, text: string): void {
    this.reads(id);
    this.world.append(this.world.chatOf(this.world.negotiation(id)), text, 'employer');
  }

  /** Moves to a stage. The applicant sees it only with a letter, even an empty one; null means without a letter. */
  moves(id: string, stageId: string, letter: string | null = ''): void {
    const { world } = this;
    this.reads(id);
    world.moveByColleague(id, stageId, letter !== null);
    if (letter === null) return;
    const negotiation = world.negotiation(id);
    const state = stageOf(stageId).applicantState;
    world.append(world.chatOf(negotiation), letter, 'employer', { state: state ?? 'text' });
  }

  invites(id: string, letter = 'Здравствуйте! Хотим с вами познакомиться. Когда удобно созвониться?'): void {
    this.moves(id, 'phone_interview', letter);
  }

  refuses(id: string, letter = 'Спасибо за отклик. Сейчас мы не готовы пригласить вас дальше.'): void {
    this.moves(id, 'discard_by_employer', letter);
  }

  offers(id: string, letter = 'Рады предложить вам работу.'): void {
    this.moves(id, 'offer', letter);
  }

  /** Calls the applicant by telephone. */
  calls(id: string, pickedUp = true): void {
    const { world } = this;
    const negotiation = world.negotiation(id);
    const at = world.now();
    const call = { id: Number(world.nextId(500_000)), at, changedAt: at, seconds: pickedUp ? 120 : null };
    negotiation.applicant.calls.unshift({ ...call, status: pickedUp ? 'call_ended' : 'did_not_connect' });
    negotiation.applicant.pickedUp ||= pickedUp;
    negotiation.updatedAt = at;
  }

  /** Gives the negotiation a state of hh's that we may never have seen. */
  says(id: string, word: string): void {
    const negotiation = this.world.negotiation(id);
    negotiation.applicant.word = word;
    negotiation.updatedAt = this.world.now();
  }

  archives(id: string): void {
    this.world.vacancy(this.world.negotiation(id).vacancyId).archivedAt = this.world.now();
  }

  /** Deletes the vacancy for the applicant: `vacancy: null`. */
  deletes(id: string): void {
    this.world.vacancy(this.world.negotiation(id).vacancyId).deleted = true;
  }

  /** Views one of the applicant's resumes, without starting a negotiation. */
  looks(applicant: Applicant, employerId: string | null): void {
    const resume = this.world.resumesOf(applicant.ownerId).find(({ deleted }) => !deleted);
    resume?.views.unshift({ at: this.world.now(), employerId, seen: false });
  }

  /** Starts a negotiation by inviting to a vacancy. */
  begins(applicant: Applicant, vacancyId: string, letter = 'Здравствуйте! Приглашаем вас.'): Negotiation {
    const { world } = this;
    const resume = world.resumesOf(applicant.ownerId).find(({ deleted }) => !deleted);
    if (!resume) throw new Error('The applicant has no resume');
    const at = world.now();
    const negotiation = world.addNegotiation({
      id: world.nextId(4_200_000_000),
      vacancyId,
      resumeHash: resume.hash,
      startedBy: 'employer',
      stageId: 'phone_interview',
      state: 'invitation',
      viewed: true,
      changes: [{ at, stageId: 'phone_interview', withMessage: true }],
    });
    world.append(world.chatOf(negotiation), letter, 'employer', { state: 'invitation' });
    return negotiation;
  }
}
