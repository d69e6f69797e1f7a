/** One line of the report. */
export interface Line {
  what: string;
  otklik: string;
  control?: string;
  ratio?: string;
  budget?: string;
}

export interface Part {
  title: string;
  note: string;
  lines: Line[];
}

/** A budget, and whether it is met. @param floor the lowest value that can be reached, see `docs/architecture.md` */
export const within = (value: number, most: number, unit = '', floor?: number): string =>
  `${value <= most ? '✔' : '✘'} ≤ ${most}${unit}${floor === undefined ? '' : ` (floor ${floor}${unit})`}`;

/** A measured pair with its ratio. */
export function compared(what: string, otklik: number, control: number, unit = 'ms'): Line {
  return {
    what,
    otklik: number(otklik, unit),
    control: number(control, unit),
    ratio: control > 0 ? `${(otklik / control).toFixed(2)}×` : '–',
  };
}

export const number = (value: number, unit: string): string => `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`;

export function markdown(parts: Part[]): string {
  return parts
    .map(({ title, note, lines }) => {
      const rows = lines.map(({ what, otklik, control = '', ratio = '', budget = '' }) => [
        what,
        otklik,
        control,
        ratio,
        budget,
      ]);
      const table = [
        ['', 'Otklik', 'Control', 'Ratio', 'Budget'],
        ['---', '---:', '---:', '---:', '---'],
        ...rows,
      ];
      return `## ${title}\n\n${note}\n\n${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
    })
    .join('\n');
}
