import { deploymentOf } from './deployment.js';

const AT = Date.parse('2026-11-28T06:00:00.000Z');

describe('the deployment of a page', () => {
  it('has its own time and zone, and says whether it is a demonstration', () => {
    const told = { now: '2014-09-24T10:00:00.000Z', timeZone: 'Asia/Urumqi', demonstration: true };
    expect(deploymentOf(JSON.stringify(told), AT)).toEqual({
      shiftMs: Date.parse(told.now) - AT,
      timeZone: 'Asia/Urumqi',
      demonstration: true,
    });
  });

  it('has the time of the browser where no host put anything in', () => {
    const untold = { shiftMs: 0, timeZone: 'Asia/Shanghai', demonstration: false };
    expect([deploymentOf('__DEPLOYMENT__', AT), deploymentOf(undefined, AT)]).toEqual([untold, untold]);
  });
});
