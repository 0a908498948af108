package io.bellwether.state;

import java.util.List;

/**
 * A package's values whose bytes are golden: always the same, so that of two releases they tell whether these write alike. Listed
 * in {@code META-INF/services} of the tests.
 */
public interface GoldenSamples {

    /** The samples. */
    List<Sample<?>> all() throws Exception;

    /**
     * One value.
     *
     * @param name of one word
     */
    record Sample<T>(Codec<T> codec, String name, T value) {}
}
