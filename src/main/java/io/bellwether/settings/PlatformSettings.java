package io.bellwether.settings;

import io.bellwether.platform.PlatformBook;
import java.io.Serializable;
import java.util.List;

/**
 * The platforms whose indicators are counted.
 *
 * @param names of their files, which stand beside the rules; none where none is counted
 * @param book what the files say; none before whoever reads the rules has read them
 */
public record PlatformSettings(List<String> names, PlatformBook book) implements Serializable {

    /** None is counted. */
    public static final PlatformSettings NONE = new PlatformSettings(List.of(), PlatformBook.none());

    public PlatformSettings {
        names = List.copyOf(names);
    }
}
