package io.bellwether.webhook.words;

import io.bellwether.alert.Driver;
import java.util.ArrayList;
import java.util.List;

/** What drives an alert, in one line. */
final class DriverWords {

    private DriverWords() {}

    /** Empty where nothing is known. */
    static String of(List<Driver> drivers, boolean chinese) {
        List<String> parts = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        List<String> topics = new ArrayList<>();
        for (Driver driver : drivers) {
            List<String> group = driver.isTopic() ? topics : Double.isNaN(driver.share()) ? holders : parts;
            group.add(word(driver, group == topics, chinese));
        }
        List<String> lines = new ArrayList<>();
        add(lines, chinese ? "主要来自：" : "Most of it: ", parts, chinese);
        add(lines, chinese ? "最严重的是：" : "The worst is at ", holders, chinese);
        add(lines, chinese ? "客户更多谈到：" : "Customers write more of: ", topics, chinese);
        return String.join(chinese ? "；" : "; ", lines);
    }

    private static void add(List<String> lines, String head, List<String> words, boolean chinese) {
        if (!words.isEmpty()) {
            lines.add(head + String.join(chinese ? "、" : ", ", words));
        }
    }

    private static String word(Driver driver, boolean topic, boolean chinese) {
        String name = topic ? driver.value() + ' ' + Driver.percent(driver.share()) : driver.inWords();
        if (Double.isNaN(driver.usualShare())) {
            return name;
        }
        String usual = Driver.percent(driver.usualShare());
        if (topic) {
            return name + (chinese ? "（平时 " + usual + "）" : " (usually " + usual + ")");
        }
        return name + (chinese ? "（占全部 " + usual + "）" : " (of all " + usual + ")");
    }
}
