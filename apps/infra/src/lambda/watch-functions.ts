import { Duration } from 'aws-cdk-lib'
import { Dashboard, GraphWidget, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

const period = Duration.minutes(1)

/** Alarms for functions that fail or are refused, and a dashboard with a row for each. */
export function watchFunctions(scope: Construct, functions: Readonly<Record<string, IFunction>>) {
  const topic = new Topic(scope, 'Alarms', { displayName: 'Alarms of the shop', enforceSSL: true })
  const dashboard = new Dashboard(scope, 'Dashboard', { defaultInterval: Duration.hours(3) })
  for (const [name, watched] of Object.entries(functions)) {
    for (const [what, metric] of Object.entries(troubles(watched))) {
      const alarm = metric.createAlarm(scope, `${name}${what}`, {
        alarmDescription: `${name}: ${what.toLowerCase()} in each of two minutes`,
        threshold: 1,
        evaluationPeriods: 2,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      alarm.addAlarmAction(new SnsAction(topic))
    }
    dashboard.addWidgets(
      graph(`${name}: calls and errors`, [
        watched.metricInvocations({ period }),
        ...Object.values(troubles(watched)),
      ]),
      graph(`${name}: milliseconds`, [
        watched.metricDuration({ period, statistic: 'p50' }),
        watched.metricDuration({ period, statistic: 'p95' }),
      ]),
    )
  }
}

const troubles = (watched: IFunction) => ({
  Errors: watched.metricErrors({ period, statistic: 'Sum' }),
  Throttles: watched.metricThrottles({ period, statistic: 'Sum' }),
})

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12 })
