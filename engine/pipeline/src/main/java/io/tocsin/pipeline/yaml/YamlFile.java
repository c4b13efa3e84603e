// SPDX-License-Identifier: Apache-2.0
package io.tocsin.pipeline.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Turns a YAML file into what it describes, or into everything that is wrong with it. */
public final class YamlFile {
    private static final long MAX_BYTES = 1 << 20;

    private YamlFile() {}

    /**
     * Reads a file. Blocks on the disk.
     *
     * @param reader makes the result of the top node; where it finds a flaw it goes on with a harmless value
     * @throws InvalidYaml if it cannot be read, is no YAML, or the reader found a flaw
     */
    public static <T> T read(Path path, Function<YamlNode, T> reader) {
        Place place = Place.of(path.toString());
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new InvalidYaml(place, "is larger than " + MAX_BYTES + " bytes");
            }
            return parse(place.file(), Files.readString(path), reader);
        } catch (CharacterCodingException e) {
            throw new InvalidYaml(place, "is not UTF-8 text");
        } catch (IOException e) {
            throw new InvalidYaml(place, "cannot be read; is the path right, and may this user read it?");
        }
    }

    /**
     * Reads a text.
     *
     * @param file how messages call it
     * @param reader makes the result of the top node; an empty text has no keys
     * @throws InvalidYaml if it is no YAML, or the reader found a flaw
     */
    public static <T> T parse(String file, String text, Function<YamlNode, T> reader) {
        Flaws flaws = new Flaws();
        YamlNode top = YamlText.parse(file, text, flaws);
        if (flaws.found().isEmpty()) {
            T result = reader.apply(top);
            if (flaws.found().isEmpty()) {
                return result;
            }
        }
        throw new InvalidYaml(flaws.found());
    }
}
