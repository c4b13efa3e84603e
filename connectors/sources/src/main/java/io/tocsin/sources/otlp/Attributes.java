// SPDX-License-Identifier: Apache-2.0
package io.tocsin.sources.otlp;

import io.tocsin.pipeline.signal.Field;
import io.tocsin.pipeline.signal.Ids;
import io.tocsin.pipeline.signal.SignalDraft;
import io.tocsin.sources.wire.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a resource, scope and record, the narrower winning.
 *
 * <p>Fields that may be spelled in several ways are sorted out once, when the attributes are read. Those of records are read
 * into the same object one after the other. Not thread-safe.
 */
final class Attributes {
    private static final AliasTable TABLE = AliasTable.table();
    private static final int FIELDS = Alias.values().length;

    /** None at all. */
    static final Attributes NONE = new Attributes();

    /** Most that are looked at of one resource, scope or record; SDKs send 128 unless told otherwise (OpenTelemetry, 2026-11). */
    private static final int MOST = 512;

    private final @Nullable Attributes wider;
    private final List<Attribute> own = new ArrayList<>();
    /** What is read anew for each record. */
    private final List<Attribute> spare = new ArrayList<>();

    private final @Nullable Attribute[] told = new Attribute[FIELDS];
    private final int[] ranks = new int[FIELDS];
    private @Nullable Map<String, String> scalars;

    private Attributes() {
        wider = null;
        scalars = Map.of();
    }

    /** Those of something wider, to which narrower ones are added. The wider ones must not change any more. */
    Attributes(Attributes wider) {
        this.wider = wider;
        clear();
    }

    /** Forgets what was added. */
    void clear() {
        own.clear();
        scalars = null;
        if (wider != null) {
            System.arraycopy(wider.told, 0, told, 0, FIELDS);
            System.arraycopy(wider.ranks, 0, ranks, 0, FIELDS);
        }
    }

    /** Reads and adds the attribute that follows; passes over it when there are very many already. */
    void add(Cursor in) throws IOException {
        int next = own.size();
        if (next == MOST) {
            new Attribute().read(in);
            return;
        }
        if (next == spare.size()) {
            spare.add(new Attribute());
        }
        Attribute attribute = spare.get(next);
        attribute.read(in);
        add(attribute);
    }

    /** Adds one more. */
    void add(Attribute attribute) {
        own.add(attribute);
        AliasTable.Spelling spelling = attribute.name().spelling();
        if (spelling != null && attribute.isTold()) {
            int field = spelling.alias().ordinal();
            if (told[field] == null || spelling.rank() <= ranks[field]) {
                told[field] = attribute;
                ranks[field] = spelling.rank();
            }
        }
    }

    /** The narrowest ones, in the order they were sent; read only. */
    List<Attribute> own() {
        return own;
    }

    /** Those they were added to; none of none. */
    Attributes wider() {
        return wider == null ? NONE : wider;
    }

    /** The text of an attribute, of a list its first item, or null. */
    @Nullable String text(String name) {
        Attribute found = find(name);
        return found == null ? null : found.text();
    }

    /** The number an attribute holds as number or text, or NaN. */
    double number(String name) {
        Attribute found = find(name);
        return found == null ? Double.NaN : found.number();
    }

    /** The whole number an attribute holds as number or text, or null. */
    @Nullable Long count(String name) {
        Attribute found = find(name);
        return found == null ? null : found.count();
    }

    private @Nullable Attribute find(String name) {
        for (Attributes here = this; here != null; here = here.wider) {
            for (int i = here.own.size() - 1; i >= 0; i--) {
                Attribute attribute = here.own.get(i);
                if (attribute.name().text().equals(name) && attribute.isTold()) {
                    return attribute;
                }
            }
        }
        return null;
    }

    /** Whether a field is told, whatever it is. */
    boolean has(Alias field) {
        return told[field.ordinal()] != null;
    }

    /** The text of the first attribute present that may carry a field, or null. */
    @Nullable String text(Alias field) {
        Attribute found = told[field.ordinal()];
        return found == null ? null : found.text();
    }

    /** Sets a field of the draft to the same. */
    private void fit(SignalDraft draft, Field field, Alias told) {
        fit(draft, field, this.told[told.ordinal()], told.repeats());
    }

    private static void fit(SignalDraft draft, Field field, @Nullable Attribute found, boolean repeats) {
        if (found != null && repeats) {
            draft.fit(field, found.repeated());
        } else if (found != null) {
            draft.fit(field, found.text());
        }
    }

    double number(Alias field) {
        Attribute found = told[field.ordinal()];
        return found == null ? Double.NaN : found.number();
    }

    @Nullable Long count(Alias field) {
        Attribute found = told[field.ordinal()];
        return found == null ? null : found.count();
    }

    /** Sets on whose behalf it happened, and what else any kind of signal may tell. */
    void attribute(SignalDraft draft) {
        fit(draft, Field.TEAM, Alias.TEAM);
        fit(draft, Field.USER, Alias.USER);
        fit(draft, Field.FEATURE, Alias.FEATURE);
        fit(draft, Field.SESSION, Alias.SESSION);
        fit(draft, Field.WORKSPACE, Alias.WORKSPACE);
        fit(draft, Field.SOURCE, find("service.name"), true);
    }

    /** Sets how a call was to be handled and how it ended, as far as words say it. */
    void words(SignalDraft draft) {
        fit(draft, Field.MODEL, Alias.MODEL);
        fit(draft, Field.STOP_REASON, Alias.STOP_REASON);
        fit(draft, Field.SERVICE_TIER, Alias.SERVICE_TIER);
        fit(draft, Field.REGION, Alias.REGION);
        fit(draft, Field.DATA_CLASS, Alias.DATA_CLASS);
    }

    /** Sets every attribute as a label, except content, personal data and lists. */
    void label(SignalDraft draft) {
        scalars().forEach((key, value) -> {
            if (!TABLE.drops(key)) {
                draft.label(key, value);
            }
        });
    }

    /** Stands for all of them. */
    String hash() {
        return Ids.hash(scalars(), all(true));
    }

    /** The scalars by name; read only. Those of a resource and scope are put together once for all their records. */
    Map<String, String> scalars() {
        Map<String, String> known = scalars;
        if (known == null) {
            known = all(false);
            scalars = known;
        }
        return known;
    }

    /** The scalars, or the first items of the lists, by name. */
    private Map<String, String> all(boolean lists) {
        Map<String, String> all = new TreeMap<>();
        if (wider != null) {
            all.putAll(lists ? wider.all(true) : wider.scalars());
        }
        for (Attribute attribute : own) {
            String text = attribute.isScalar() == lists ? null : attribute.text();
            if (text != null) {
                all.put(attribute.name().text(), text);
            }
        }
        return all;
    }
}
