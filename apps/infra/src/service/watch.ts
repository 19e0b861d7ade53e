import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { FargateService } from 'aws-cdk-lib/aws-ecs'
import { type ApplicationTargetGroup, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

export interface Watched {
  readonly name: string
  readonly service: FargateService
  readonly targets: ApplicationTargetGroup
}

const period = Duration.minutes(1)

/** Alarms to one topic, and a dashboard with one row for each service. */
export function watch(scope: Construct, services: readonly Watched[]) {
  const topic = new Topic(scope, 'Alarms', { displayName: 'Alarms of the shop', enforceSSL: true })
  const dashboard = new cloudwatch.Dashboard(scope, 'Dashboard', { defaultInterval: Duration.hours(3) })
  for (const watched of services) {
    for (const alarm of alarmsOf(scope, watched)) alarm.addAlarmAction(new SnsAction(topic))
    dashboard.addWidgets(...widgetsOf(watched))
  }
}

function alarmsOf(scope: Construct, { name, targets }: Watched) {
  const common = { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING }
  const { metrics } = targets
  return [
    metrics
      .httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period, statistic: 'Sum' })
      .createAlarm(scope, `${name}Errors`, {
        ...common,
        alarmDescription: `${name}: more than five answers with 5xx in each of two minutes`,
        threshold: 5,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 2,
      }),
    metrics.unhealthyHostCount({ period, statistic: 'Maximum' }).createAlarm(scope, `${name}Unhealthy`, {
      ...common,
      alarmDescription: `${name}: an instance has not been ready for three minutes`,
      threshold: 1,
      evaluationPeriods: 3,
    }),
    metrics.targetResponseTime({ period, statistic: 'p95' }).createAlarm(scope, `${name}Slow`, {
      ...common,
      alarmDescription: `${name}: one request in twenty took longer than a second, for five minutes`,
      threshold: 1,
      evaluationPeriods: 5,
    }),
  ]
}

function widgetsOf({ name, service, targets: { metrics } }: Watched) {
  const graph = (title: string, left: cloudwatch.IMetric[]) =>
    new cloudwatch.GraphWidget({ title: `${name}: ${title}`, left, width: 6 })
  return [
    graph('requests for each instance', [metrics.requestCountPerTarget({ period, statistic: 'Sum' })]),
    graph('seconds to answer', [
      metrics.targetResponseTime({ period, statistic: 'p50' }),
      metrics.targetResponseTime({ period, statistic: 'p95' }),
    ]),
    graph('answers with 5xx, instances', [
      metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period, statistic: 'Sum' }),
      metrics.healthyHostCount({ period, statistic: 'Minimum' }),
      metrics.unhealthyHostCount({ period, statistic: 'Maximum' }),
    ]),
    graph('CPU and memory', [
      service.metricCpuUtilization({ period }),
      service.metricMemoryUtilization({ period }),
    ]),
  ]
}
