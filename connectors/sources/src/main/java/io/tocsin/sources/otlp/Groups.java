// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.tocsin.sources.wire.Cursor;
import io.tocsin.sources.wire.Wire;
import java.io.IOException;

/**
 * Walks an export: by resource, in it by scope, in it by record. The three kinds of export number these fields alike. A resource
 * or scope may stand behind what belongs to it, so it is looked for first.
 */
final class Groups {
    private static final int RESOURCES = Wire.delimited(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
    private static final int RESOURCE = Wire.delimited(ResourceSpans.RESOURCE_FIELD_NUMBER);
    private static final int SCOPES = Wire.delimited(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
    private static final int SCOPE = Wire.delimited(ScopeSpans.SCOPE_FIELD_NUMBER);
    private static final int RECORDS = Wire.delimited(ScopeSpans.SPANS_FIELD_NUMBER);
    private static final int OF_RESOURCE = Wire.delimited(Resource.ATTRIBUTES_FIELD_NUMBER);
    private static final int NAME = Wire.delimited(InstrumentationScope.NAME_FIELD_NUMBER);
    private static final int OF_SCOPE = Wire.delimited(InstrumentationScope.ATTRIBUTES_FIELD_NUMBER);

    private final Cursor in;
    private final Records records;

    private Groups(Cursor in, Records records) {
        this.in = in;
        this.records = records;
    }

    /** What reads the records of an export. */
    interface Records {
        /** The records that follow are of this scope; false if they are of no interest. */
        boolean scope(Attributes ofScope, String name);

        /** Reads one, which was entered. */
        void record(Cursor in) throws IOException;
    }

    /** Reads an export to its end. @throws IOException if it is none */
    static void read(Cursor in, Records records) throws IOException {
        Groups groups = new Groups(in, records);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCES) {
                int outer = in.enter();
                groups.resource();
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private void resource() throws IOException {
        int start = in.at();
        Attributes ofResource = new Attributes(Attributes.NONE);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE) {
                int outer = in.enter();
                for (int inner = in.tag(); inner != 0; inner = in.tag()) {
                    if (inner == OF_RESOURCE) {
                        ofResource.add(in);
                    } else {
                        in.skip(inner);
                    }
                }
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
        in.back(start);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPES) {
                int outer = in.enter();
                scope(ofResource);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }

    private void scope(Attributes ofResource) throws IOException {
        int start = in.at();
        Attributes ofScope = new Attributes(ofResource);
        String name = "";
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPE) {
                int outer = in.enter();
                for (int inner = in.tag(); inner != 0; inner = in.tag()) {
                    if (inner == OF_SCOPE) {
                        ofScope.add(in);
                    } else if (inner == NAME) {
                        int from = in.text();
                        name = new String(in.body(), from, in.at() - from, UTF_8);
                    } else {
                        in.skip(inner);
                    }
                }
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
        boolean wanted = records.scope(ofScope, name);
        in.back(start);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RECORDS && wanted) {
                int outer = in.enter();
                records.record(in);
                in.leave(outer);
            } else {
                in.skip(tag);
            }
        }
    }
}
