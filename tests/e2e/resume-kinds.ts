/** Real-world resumes: each changes a valid answer of `get-resume`, as the fault `drift` does. */

type Json = Record<string, unknown>;
const changed = (more: (resume: Json) => Json) => (json: unknown) => {
  const resume: Json = Object(json);
  return { ...resume, ...more(resume) };
};

const markup = '<img src=x onerror="document.title=1"><b>Жирно</b> &amp; <script>alert(1)</script>';
const long = 'Сводная отчётность группы компаний, аудит и налоги. '.repeat(300);

const job = (index: number): Json => ({
  position: `${markup} ${index}`,
  company: markup,
  company_id: null,
  company_url: null,
  employer: null,
  area: null,
  industry: null,
  industries: [],
  start: `${1985 + index}-0${(index % 9) + 1}-01`,
  end: index === 39 ? null : `${1986 + index}-0${(index % 9) + 1}-01`,
  description: `${markup}\n${long.slice(0, 900)}`,
});

export const resumeKinds = {
  /** Forty jobs, fifteen thousand characters of text, markup wherever a text is possible. */
  huge: changed(() => ({
    title: markup,
    experience: Array.from({ length: 40 }, (_, index) => job(index)),
    skills: long.slice(0, 15_000),
    skill_set: Array.from({ length: 60 }, (_, index) => `${markup} ${index}`),
    recommendation: [{ name: markup, organization: markup, position: markup, contact: '' }],
    site: [{ type: { id: 'personal', name: markup }, url: 'javascript:alert(1)' }],
    certificate: [
      { title: markup, achieved_at: '2024-06-01', type: 'custom', owner: null, url: 'javascript:alert(1)' },
    ],
    photo: {
      small: 'https://img.hhcdn.ru/photo/1.jpeg?t=1',
      medium: 'https://img.hhcdn.ru/photo/2.jpeg?t=1',
      large: null,
    },
    portfolio: [
      {
        small: 'https://img.hhcdn.ru/photo/3.png?t=1',
        medium: 'https://img.hhcdn.ru/photo/4.png?t=1',
        description: null,
      },
      {
        small: 'https://elsewhere.example/5.png',
        medium: 'https://elsewhere.example/6.png',
        description: 'x',
      },
    ],
  })),
  /** Name, contacts and companies hidden by the applicant; some of it withheld from us. */
  anonymous: changed((resume) => ({
    last_name: null,
    first_name: null,
    middle_name: null,
    photo: null,
    can_view_full_info: false,
    contact_view_status: 'NONE',
    hidden_fields: [
      { id: 'names_and_photo', name: 'ФИО и фотографию' },
      { id: 'experience', name: 'Все места работы' },
    ],
    experience: [resume.experience].flat().map((one) => ({ ...Object(one), company: null })),
    contact: [
      {
        type: { id: 'cell', name: 'Мобильный телефон' },
        kind: 'phone',
        contact_value: null,
        preferred: true,
      },
    ],
  })),
  /** Only the required fields. */
  minimal: () => ({
    id: '0c0ffee00000bc614f0039ed1f6d696e696d61',
    title: null,
    experience: [],
    education: { level: null },
    certificate: [],
    language: [],
    skill_set: [],
    contact: [],
  }),
  /** In other scripts, some of them written from right to left. */
  foreign: changed(() => ({
    experience: [
      { ...job(1), position: 'محاسب رئيسي', company: '株式会社サンプル', description: 'บัญชี Բարեւ' },
    ],
    skills: 'עברית 한국어 ქართული',
    skill_set: ['ბუღალტერი', 'حسابداری'],
    language: [{ id: 'kat', name: 'ქართული', level: { id: 'l1', name: 'Родной' } }],
  })),
};
