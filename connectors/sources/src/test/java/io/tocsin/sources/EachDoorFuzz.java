// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources;

import java.util.List;

/** One target for each door: the long run of the profile {@code fuzz}, each in a process of its own. */
final class EachDoorFuzz {
    private EachDoorFuzz() {}

    static class Alertmanager extends TextDoorFuzz {
        Alertmanager() {
            super(List.of("alertmanager"));
        }
    }

    static class Anthropic extends TextDoorFuzz {
        Anthropic() {
            super(List.of("anthropic"));
        }
    }

    static class Azure extends TextDoorFuzz {
        Azure() {
            super(List.of("azure"));
        }
    }

    static class Bedrock extends TextDoorFuzz {
        Bedrock() {
            super(List.of("bedrock"));
        }
    }

    static class Cloudevents extends TextDoorFuzz {
        Cloudevents() {
            super(List.of("cloudevents"));
        }
    }

    static class Cloudwatch extends TextDoorFuzz {
        Cloudwatch() {
            super(List.of("cloudwatch"));
        }
    }

    static class Datadog extends TextDoorFuzz {
        Datadog() {
            super(List.of("datadog"));
        }
    }

    static class Gcp extends TextDoorFuzz {
        Gcp() {
            super(List.of("gcp"));
        }
    }

    static class Generic extends TextDoorFuzz {
        Generic() {
            super(List.of("generic"));
        }
    }

    static class Grafana extends TextDoorFuzz {
        Grafana() {
            super(List.of("grafana"));
        }
    }

    static class Honeycomb extends TextDoorFuzz {
        Honeycomb() {
            super(List.of("honeycomb"));
        }
    }

    static class Langfuse extends TextDoorFuzz {
        Langfuse() {
            super(List.of("langfuse"));
        }
    }

    static class Litellm extends TextDoorFuzz {
        Litellm() {
            super(List.of("litellm"));
        }
    }

    static class LitellmWebhook extends TextDoorFuzz {
        LitellmWebhook() {
            super(List.of("litellm-webhook"));
        }
    }

    static class Mlflow extends TextDoorFuzz {
        Mlflow() {
            super(List.of("mlflow"));
        }
    }

    static class Native extends TextDoorFuzz {
        Native() {
            super(List.of("native"));
        }
    }

    static class Newrelic extends TextDoorFuzz {
        Newrelic() {
            super(List.of("newrelic"));
        }
    }

    static class Opik extends TextDoorFuzz {
        Opik() {
            super(List.of("opik"));
        }
    }

    static class Opsgenie extends TextDoorFuzz {
        Opsgenie() {
            super(List.of("opsgenie"));
        }
    }

    static class Otlp extends TextDoorFuzz {
        Otlp() {
            super(List.of("otlp"));
        }
    }

    static class OtlpLogs extends TextDoorFuzz {
        OtlpLogs() {
            super(List.of("otlp-logs"));
        }
    }

    static class OtlpMetrics extends TextDoorFuzz {
        OtlpMetrics() {
            super(List.of("otlp-metrics"));
        }
    }

    static class OtlpTraces extends TextDoorFuzz {
        OtlpTraces() {
            super(List.of("otlp-traces"));
        }
    }

    static class Pagerduty extends TextDoorFuzz {
        Pagerduty() {
            super(List.of("pagerduty"));
        }
    }

    static class PrometheusAlerts extends TextDoorFuzz {
        PrometheusAlerts() {
            super(List.of("prometheus-alerts"));
        }
    }

    static class Sentry extends TextDoorFuzz {
        Sentry() {
            super(List.of("sentry"));
        }
    }

    static class StandardWebhooks extends TextDoorFuzz {
        StandardWebhooks() {
            super(List.of("standard-webhooks"));
        }
    }

    static class Statuspage extends TextDoorFuzz {
        Statuspage() {
            super(List.of("statuspage"));
        }
    }

    static class OtlpLogsProtobuf extends BinaryDoorFuzz {
        OtlpLogsProtobuf() {
            super(List.of("otlp-logs"));
        }
    }

    static class OtlpMetricsProtobuf extends BinaryDoorFuzz {
        OtlpMetricsProtobuf() {
            super(List.of("otlp-metrics"));
        }
    }

    static class OtlpTracesProtobuf extends BinaryDoorFuzz {
        OtlpTracesProtobuf() {
            super(List.of("otlp-traces"));
        }
    }

    static class PrometheusProtobuf extends BinaryDoorFuzz {
        PrometheusProtobuf() {
            super(List.of("prometheus"));
        }
    }
}
