// SPDX-License-Identifier: Apache-2.0
// Sends one call of a model as the OpenTelemetry SDK tells it: a span, a metric and an event.
// node send.mjs ADDRESS http/protobuf|http/json|grpc TEAM
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as LogsGrpc } from '@opentelemetry/exporter-logs-otlp-grpc';
import { OTLPLogExporter as LogsJson } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as LogsProto } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPMetricExporter as MetricsGrpc } from '@opentelemetry/exporter-metrics-otlp-grpc';
import { OTLPMetricExporter as MetricsJson } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as MetricsProto } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter as TracesGrpc } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as TracesJson } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as TracesProto } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [address, protocol, team] = process.argv.slice(2);
const json = protocol === 'http/json';
const grpc = protocol === 'grpc';
const at = kind => ({ url: grpc ? address : `${address}/v1/${kind}`, compression: json ? 'none' : 'gzip' });
const [Traces, Metrics, Logs] = grpc
  ? [TracesGrpc, MetricsGrpc, LogsGrpc]
  : json
    ? [TracesJson, MetricsJson, LogsJson]
    : [TracesProto, MetricsProto, LogsProto];
const resource = resourceFromAttributes({ 'service.name': 'support-bot', 'tocsin.team': team });

let failed = 0;
// What an exporter is answered is only told to its callback.
const watched = exporter => {
  const send = exporter.export.bind(exporter);
  exporter.export = (items, done) =>
    send(items, result => {
      if (result.code !== 0) {
        failed++;
        console.error(String(result.error));
      }
      done(result);
    });
  return exporter;
};

const tracing = new BasicTracerProvider({
  resource,
  spanProcessors: [new BatchSpanProcessor(watched(new Traces(at('traces'))))],
});
const span = tracing.getTracer('genai').startSpan('chat claude-opus-5', {
  attributes: {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'anthropic',
    'gen_ai.request.model': 'claude-opus-5',
    'gen_ai.response.id': `msg_${team}`,
    'gen_ai.response.finish_reasons': ['end_turn'],
    'gen_ai.usage.input_tokens': 60000,
    'gen_ai.usage.cache_read.input_tokens': 1000,
    'gen_ai.usage.output_tokens': 900,
    'gen_ai.input.messages': 'CONTENT-THAT-MUST-NOT-BE-KEPT',
    'enduser.pseudo.id': `anna-${team}`,
  },
});
span.end();

const metering = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({
      exporter: watched(
        new Metrics({
          ...at('metrics'),
          temporalityPreference: json ? AggregationTemporality.DELTA : AggregationTemporality.CUMULATIVE,
        }),
      ),
    }),
  ],
});
metering
  .getMeter('genai')
  .createHistogram('gen_ai.client.token.usage', { unit: '{token}' })
  .record(60000, { 'gen_ai.token.type': 'input', 'gen_ai.request.model': 'claude-opus-5' });

const logging = new LoggerProvider({
  resource,
  processors: [new BatchLogRecordProcessor({ exporter: watched(new Logs(at('logs'))) })],
});
logging.getLogger('genai').emit({
  eventName: 'gen_ai.evaluation.result',
  severityNumber: SeverityNumber.INFO,
  attributes: {
    'gen_ai.evaluation.name': 'relevance',
    'gen_ai.evaluation.score.value': 0.9,
    'gen_ai.response.id': `msg_${team}`,
  },
});

await Promise.allSettled([tracing.shutdown(), metering.shutdown(), logging.shutdown()]);
console.log(failed === 0 ? 'sent' : `${failed} exports failed`);
process.exit(failed === 0 ? 0 : 1);
