package io.bellwether.sentiment;

import io.bellwether.yaml.Placeholders;
import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlProblem;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a file of topics (docs/sentiment.md) and names everything that is wrong with it. One parser per file. */
final class TopicParser {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int MOST_WORDS = 20_000;

    private final List<YamlProblem> problems = new ArrayList<>();
    private final Map<String, String> categories = new HashMap<>();
    private int words;

    static TopicBook parse(String file, String text) throws TopicException {
        TopicParser parser = new TopicParser();
        YamlMap root = YamlMap.root(file, text, parser.problems, Placeholders::literal);
        TopicBook book = root == null ? null : parser.book(root);
        if (parser.problems.stream().anyMatch(YamlProblem::error)) {
            throw new TopicException(parser.problems);
        }
        return book;
    }

    private TopicBook book(YamlMap root) {
        String version = root.required("version", "a name by which people tell this file from an older one");
        List<TopicRule> topics = new ArrayList<>();
        YamlMap all = root.section("topics");
        if (all.names().isEmpty()) {
            root.error("topics", "names none; each is a name with words, as in data: {words: {en: [privacy]}}");
        } else if (all.names().size() > TopicBook.MOST) {
            root.error("topics", "names " + all.names().size() + "; more than " + TopicBook.MOST + " are none at all");
        }
        for (String name : List.copyOf(all.names())) {
            if (!NAME.matcher(name).matches()) {
                all.error(name, "must be a name of small letters, digits and _");
            }
            topics.add(topic(name, all.section(name)));
        }
        all.done();
        root.done();
        return new TopicBook(version, topics);
    }

    private TopicRule topic(String name, YamlMap map) {
        String title = map.text("title", name);
        List<String> ofCases = map.words("categories");
        for (String category : ofCases) {
            String other = categories.putIfAbsent(category, name);
            if (other != null) {
                map.error("categories", category + " is of " + other + " already; a category has one topic");
            }
        }
        List<String> all = new ArrayList<>();
        YamlMap languages = map.section("words");
        for (String language : List.copyOf(languages.names())) {
            for (YamlValue word : languages.list(language)) {
                word(word, all);
            }
        }
        languages.done();
        if (all.isEmpty() && ofCases.isEmpty()) {
            map.error("words", "has none, and there are no categories: nothing would ever be about " + name);
        }
        map.done();
        return new TopicRule(name, title, ofCases, all);
    }

    private void word(YamlValue value, List<String> all) {
        String word = value.written("").trim();
        String problem = TopicWords.problem(word);
        if (!problem.isEmpty()) {
            value.error(problem);
        } else if (all.contains(word)) {
            value.error(word + " stands here twice; remove one");
        } else if (++words > MOST_WORDS) {
            value.error(
                    "there are more than " + MOST_WORDS + " words; every message is looked through for all of them");
        } else {
            all.add(word);
        }
    }
}
