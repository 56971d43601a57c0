import { triagedAdvisories, verdict } from './audit-report.mjs';

const advisory = (id, severity, name = 'left-pad') => ({
  source: 1_234,
  name,
  severity,
  title: 'Pads too far',
  url: `https://advisories.example/${id}`,
});
const report = (...advisories) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      advisories.flatMap((one) => [
        [one.name, { name: one.name, via: [one] }],
        [`${one.name}-user`, { name: `${one.name}-user`, via: [one.name] }],
      ]),
    ),
  });
const HIGH = 'GHSA-aaaa-bbbb-cccc';
const triage = (...rows) =>
  `# Security\n\n## Triaged findings\n\n| advisory | why |\n| --- | --- |\n${rows.join('\n')}\n\n## Next\n`;

describe('the audit of dependencies', () => {
  it('passes what has no findings', () => {
    expect(verdict(report(), triage())).toEqual({
      lines: ['0 advisories on dependencies, 0 of them high and not triaged.'],
      passed: true,
    });
  });

  it.each(['high', 'critical'])('fails on a %s finding, once, by package and advisory', (severity) => {
    const { lines, passed } = verdict(report(advisory(HIGH, severity)), triage());
    expect(passed).toBe(false);
    expect(lines).toEqual([
      `${severity}: left-pad: Pads too far (${HIGH}) is not triaged in docs/security.md.`,
      '1 advisories on dependencies, 1 of them high and not triaged.',
    ]);
  });

  it('passes lesser findings and triaged ones', () => {
    expect(verdict(report(advisory(HIGH, 'moderate')), triage())).toMatchObject({ passed: true });
    expect(verdict(report(advisory(HIGH, 'high')), triage(`| ${HIGH} | only at build time |`))).toEqual({
      lines: ['1 advisories on dependencies, 0 of them high and not triaged.'],
      passed: true,
    });
  });

  it('takes a finding for triaged only where the table of that section says so', () => {
    const elsewhere = `# Security\n\n${HIGH}\n${triage()}| ${HIGH} | in another section |\n`;
    expect(verdict(report(advisory(HIGH, 'high')), elsewhere)).toMatchObject({ passed: false });
    expect([...triagedAdvisories(triage(`| ${HIGH} | why |`, 'GHSA-zzzz-zzzz-zzzz in prose'))]).toEqual([HIGH]);
  });

  it('asks to take out what is found no more', () => {
    const { lines, passed } = verdict(report(), triage(`| ${HIGH} | why |`));
    expect(passed).toBe(true);
    expect(lines[0]).toBe(`${HIGH} is triaged in docs/security.md and found no more: take it out.`);
  });

  it.each([
    [
      'a registry that offers none',
      { message: '405 Method Not Allowed - POST https://registry.example/x', statusCode: 405 },
      'the registry does not offer it (405)',
    ],
    [
      'a registry that is away',
      { message: 'request to https://registry.example failed, reason: getaddrinfo ENOTFOUND registry.example' },
      'the registry cannot be asked (ENOTFOUND)',
    ],
    ['a registry that takes too long', { code: 'ETIMEDOUT' }, 'the registry cannot be asked (ETIMEDOUT)'],
    ['no reason', {}, 'the registry cannot be asked'],
  ])('says in one line that nothing was audited: %s', (_what, answer, reason) => {
    expect(verdict(JSON.stringify(answer), triage())).toEqual({
      lines: [`Dependencies were not audited: ${reason}.`],
      passed: true,
    });
  });

  it('fails when npm breaks', () => {
    expect(verdict('npm ERR!', triage())).toEqual({ lines: ['npm audit printed no JSON.'], passed: false });
  });
});
