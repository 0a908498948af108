package io.bellwether.sentiment;

import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The topics that are counted.
 *
 * @param version of the file, as it says
 * @param topics at most {@value #MOST}; their names are unique, and so are their categories
 */
public record TopicBook(String version, List<TopicRule> topics) implements Serializable {

    /** Each is a bit of an int. */
    public static final int MOST = 31;

    public TopicBook {
        topics = List.copyOf(topics);
    }

    private static final class Bundled {
        private static final TopicBook BOOK = read();

        private static TopicBook read() {
            try (InputStream in = TopicBook.class.getResourceAsStream("topics.yaml")) {
                if (in == null) {
                    throw new IOException("topics.yaml is not in the jar: build the project again");
                }
                return TopicParser.parse("topics.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (TopicException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The topics in the jar: product, logistics, complaint and data, in Chinese and English. */
    public static TopicBook bundled() {
        return Bundled.BOOK;
    }

    /** @throws TopicException naming everything that is wrong with the file */
    public static TopicBook load(Path file) throws TopicException {
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new TopicException(problems);
        }
        return TopicParser.parse(file.toString(), text);
    }

    /** Names, each at the place of its bit. */
    public List<String> names() {
        return topics.stream().map(TopicRule::name).toList();
    }

    /** Names of the topics whose bits are set, in their order. */
    public List<String> names(int bits) {
        return IntStream.range(0, topics.size())
                .filter(at -> (bits & 1 << at) != 0)
                .mapToObj(at -> topics.get(at).name())
                .toList();
    }

    /** Names by category. */
    public Map<String, String> ofCategories() {
        Map<String, String> names = new HashMap<>();
        for (TopicRule topic : topics) {
            topic.categories().forEach(category -> names.put(category, topic.name()));
        }
        return names;
    }
}
