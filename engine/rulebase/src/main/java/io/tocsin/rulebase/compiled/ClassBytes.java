// SPDX-License-Identifier: Apache-2.0
package io.tocsin.rulebase.compiled;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The classes one rule file was compiled to. Equal files compile to equal bytes.
 *
 * @param classes binary class name, such as {@code rules.cost.Rules1F…}, to its bytes; sorted, the arrays are read only
 */
public record ClassBytes(SortedMap<String, byte[]> classes) {
    private static final int MAGIC = 0x544F4353;
    private static final int VERSION_AT = 6;
    private static final int FIRST_VERSION = 44;

    /** Copies the map, not the arrays. */
    public ClassBytes {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /** Whether this Java can load them: bytes compiled by a newer Java cannot be. */
    boolean loadable() {
        int newest = FIRST_VERSION + Runtime.version().feature();
        return classes.values().stream()
                .allMatch(bytes -> bytes.length > VERSION_AT + 1
                        && ((bytes[VERSION_AT] & 0xFF) << Byte.SIZE | bytes[VERSION_AT + 1] & 0xFF) <= newest);
    }

    /** As one array, with a check sum. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return sealed(bytes.toByteArray());
    }

    /** What {@link #encode} wrote; empty when the array is damaged. */
    static Optional<ClassBytes> decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readInt() != MAGIC) {
                return Optional.empty();
            }
            long sum = in.readLong();
            byte[] body = in.readAllBytes();
            return sum == sum(body) ? Optional.of(read(body)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ClassBytes read(byte[] body) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            SortedMap<String, byte[]> classes = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                classes.put(name, in.readNBytes(in.readInt()));
            }
            return new ClassBytes(classes);
        }
    }

    private static byte[] sealed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeLong(sum(body));
            out.write(body);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static long sum(byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return sum.getValue();
    }
}
