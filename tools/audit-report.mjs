/** Reads what `npm audit --json` prints, and holds its findings against those triaged in `docs/security.md`. */

/** Severities that a run does not accept untriaged. */
const UNACCEPTABLE = ['high', 'critical'];
const ADVISORY = /GHSA(?:-[0-9a-z]{4}){3}/g;
const TRIAGE_HEADING = '## Triaged findings';

/** Advisories that the section on triage names, in the table that says why each does no harm here. */
export function triagedAdvisories(markdown) {
  const [, section = ''] = markdown.split(`\n${TRIAGE_HEADING}\n`, 2);
  const rows = section
    .split(/\n## /, 1)[0]
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return new Set(rows.flatMap((row) => row.match(ADVISORY) ?? []));
}

/** Every advisory of a report once: `{ id, name, severity, title }`. */
function advisoriesOf(report) {
  const found = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((cause) => typeof cause === 'object')
    .map(({ source, url = '', name, severity, title }) => ({
      id: url.match(ADVISORY)?.[0] ?? `advisory ${source}`,
      name,
      severity,
      title,
    }));
  return [...new Map(found.map((advisory) => [`${advisory.id} ${advisory.name}`, advisory])).values()];
}

/** Why a registry gave no report, without its address. */
function silence({ statusCode, code, message = '' }) {
  if (statusCode !== undefined) return `the registry does not offer it (${statusCode})`;
  const reason = code ?? /\b(E[A-Z]{3,}|ENOTFOUND|EAI_AGAIN)\b/.exec(message)?.[0];
  return `the registry cannot be asked${reason === undefined ? '' : ` (${reason})`}`;
}

/**
 * What a run says of an audit.
 * @param output what `npm audit --json` printed
 * @param markdown `docs/security.md`
 * @returns `{ lines, passed }`
 */
export function verdict(output, markdown) {
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { lines: ['npm audit printed no JSON.'], passed: false };
  }
  if (report.vulnerabilities === undefined)
    return { lines: [`Dependencies were not audited: ${silence(report)}.`], passed: true };
  const triaged = triagedAdvisories(markdown);
  const advisories = advisoriesOf(report);
  const open = advisories.filter(({ id, severity }) => UNACCEPTABLE.includes(severity) && !triaged.has(id));
  const settled = [...triaged].filter((id) => !advisories.some((advisory) => advisory.id === id));
  return {
    lines: [
      ...open.map(
        ({ id, name, severity, title }) => `${severity}: ${name}: ${title} (${id}) is not triaged in docs/security.md.`,
      ),
      ...settled.map((id) => `${id} is triaged in docs/security.md and found no more: take it out.`),
      `${advisories.length} advisories on dependencies, ${open.length} of them high and not triaged.`,
    ],
    passed: open.length === 0,
  };
}
