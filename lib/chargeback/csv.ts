import { BOM, csvLine, textField } from '../attribution/csv';
import type { Statement } from './statement';

/** A statement as CSV: a line for each department, its teams below it, and the total; amounts as printed. */
export function statementCsv(statement: Statement): string {
  const { month, state, currency, rule, lines, totals, exact, timeZone, asOf } = statement;
  const amounts = ['own', 'shared', 'unowned', 'total'] as const;
  const about = [month, state, currency];
  const rows = lines.flatMap((line) => [
    [
      ...[...about, 'department', textField(line.key), textField(line.name), '', ''],
      ...amounts.map((key) => line[key]),
      line.activeUsers,
    ],
    ...line.teams.map((team) => [
      ...[...about, 'team', textField(line.key), textField(line.name)],
      ...[textField(team.key), textField(team.name), team.own, '', '', '', ''],
    ]),
  ]);
  const total = totals ? [[...about, 'total', '', '', '', '', ...amounts.map((key) => totals[key]), '']] : [];
  const notes = [
    ['shared_by', rule.sharedBy],
    ['unowned_by', rule.unownedBy],
    ['shared_teams', textField(rule.sharedTeams.map(({ name }) => name).join('; '))],
    ['effective_cost_exact', exact ?? ''],
    ['time_zone', timeZone],
    ['made_at', asOf],
  ];
  const heading = ['month', 'state', 'currency', 'row', 'department', 'department_name', 'team', 'team_name'];
  return [
    BOM,
    csvLine([...heading, ...amounts, 'active_users']),
    ...[...rows, ...total].map(csvLine),
    csvLine([]),
    ...notes.map(csvLine),
  ].join('');
}
