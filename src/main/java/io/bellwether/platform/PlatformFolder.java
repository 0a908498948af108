package io.bellwether.platform;

import io.bellwether.file.Folder;
import io.bellwether.yaml.Nearest;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of platforms' files, read whole.
 *
 * @param platforms by name; those whose file is wrong are not among them
 * @param problems of all files; each is an error
 */
public record PlatformFolder(Map<String, Platform> platforms, List<YamlProblem> problems) {

    /** Its name, beside the rules. */
    public static final String NAME = "platforms";

    public PlatformFolder {
        platforms = new LinkedHashMap<>(platforms);
        problems = List.copyOf(problems);
    }

    /** Reads the folder in a directory of rules; empty where there is none. */
    public static PlatformFolder read(Path rules) {
        Path folder = rules.resolve(NAME);
        Map<String, Platform> platforms = new LinkedHashMap<>();
        List<YamlProblem> problems = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder, problems)) {
                read(file, platforms, problems);
            }
        }
        return new PlatformFolder(platforms, problems);
    }

    private static List<Path> files(Path folder, List<YamlProblem> problems) {
        try {
            return Folder.entries(folder).stream()
                    .filter(file -> TextFile.isYaml(file) && !Files.isDirectory(file))
                    .toList();
        } catch (IOException e) {
            problems.add(new YamlProblem(folder.toString(), 0, 0, "", true, "cannot be listed: " + e.getMessage()));
            return List.of();
        }
    }

    private static void read(Path file, Map<String, Platform> into, List<YamlProblem> problems) {
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            return;
        }
        try {
            Platform platform = PlatformParser.parse(file.toString(), TextFile.stem(file), text);
            if (into.putIfAbsent(platform.name(), platform) != null) {
                problems.add(new YamlProblem(
                        file.toString(), 0, 0, "", true, "is of a platform that another file is of too; remove one"));
            }
        } catch (PlatformException e) {
            problems.addAll(e.problems());
        }
    }

    /**
     * The platforms of these names, in their order.
     *
     * @throws PlatformException where one of them has no file, or one with an error
     */
    public PlatformBook book(List<String> names) throws PlatformException {
        if (names.isEmpty()) {
            return PlatformBook.none();
        }
        if (!problems.isEmpty()) {
            throw new PlatformException(problems);
        }
        List<YamlProblem> missing = names.stream()
                .filter(name -> !platforms.containsKey(name))
                .map(this::missing)
                .toList();
        if (!missing.isEmpty()) {
            throw new PlatformException(missing);
        }
        return new PlatformBook(names.stream().map(platforms::get).toList());
    }

    private YamlProblem missing(String name) {
        return new YamlProblem(
                NAME,
                0,
                0,
                "",
                true,
                "there is no file of the platform " + name + "; there are " + String.join(", ", platforms.keySet())
                        + Nearest.hint(name, platforms.keySet()));
    }
}
