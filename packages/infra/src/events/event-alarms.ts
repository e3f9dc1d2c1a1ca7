import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Alarms on events that Flux does not get. Flux polls as well, so it is slower then, and not wrong. */
export function eventAlarms(scope: Construct, forwarder: IFunction, deadLetters: IQueue): readonly Alarm[] {
  const alarm = (id: string, alarmDescription: string, metric: IMetric): Alarm =>
    new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  const period = Duration.minutes(5);
  return [
    alarm(
      'EventsLost',
      'Push events are in the dead-letter queue: Flux finds these changes at its next interval only',
      deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
    ),
    alarm('EventsFail', 'The function that tells Flux of pushes fails', forwarder.metricErrors({ period })),
    alarm(
      'EventsThrottled',
      'The function that tells Flux of pushes is throttled',
      forwarder.metricThrottles({ period }),
    ),
  ];
}
