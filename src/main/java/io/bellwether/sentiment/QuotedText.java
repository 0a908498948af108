package io.bellwether.sentiment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a message what its writer did not write now: quoted lines, the mail that is answered, signatures of
 * devices, automatic replies. Most messages have none of it and come back as they are.
 */
public final class QuotedText {
    private static final Pattern MAIL_BELOW = Pattern.compile(
            "(?im)^[ \\t]*(-{2,}[ \\t]*(original message|forwarded message|原始邮件|原邮件|转发邮件|回复的原邮件)[ \\t]*-*"
                    + "|on .{4,120} wrote:|在.{4,80}写道[:：]|发件人[:：].*|le .{4,80} a écrit ?:|am .{4,80} schrieb .{0,60}:"
                    + "|el .{4,80} escribió:|il .{4,80} ha scritto:|em .{4,80} escreveu:)[ \\t]*$");
    private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^[ \\t]*[>＞|].*$");
    private static final Pattern DEVICE_LINE = Pattern.compile(
            "(?im)^[ \\t]*(sent from my .{2,40}|get outlook for .{2,20}|发自我的.{0,20}|来自我的.{0,20}|von meinem .{2,30} gesendet"
                    + "|envoyé de mon .{2,30}|enviado desde mi .{2,30}|enviado do meu .{2,30}|inviato da .{2,30})[ \\t]*$");
    private static final Pattern AUTOMATIC_LINE = Pattern.compile(
            "(?im)^[ \\t]*([\\[【(（](自动回复|系统消息|系统提示|系统通知|auto[- ]?reply|automatic reply|automated message)[\\]】)）]"
                    + "|this is an automat(ed|ic) (message|reply|response)).*$");
    private static final Pattern REPLY_TO =
            Pattern.compile("^[ \\t]*(「[^」]{1,500}」[ \\t\\n-]*|回复[ ]?@[^:：]{1,40}[:：])");

    private QuotedText() {}

    /** The text without it; the text itself where there is none of it. */
    public static String strip(String text) {
        return mayQuote(text) ? stripAll(text) : text;
    }

    /** A cheap look at what every pattern needs: a start that quotes, or more than one line. */
    private static boolean mayQuote(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        boolean start = ">＞|「回[【(（-发来在 \t".indexOf(first) >= 0 || text.regionMatches(true, 0, "sent from", 0, 9);
        return start || text.regionMatches(true, 0, "this is an auto", 0, 15) || text.indexOf('\n') >= 0;
    }

    private static String stripAll(String text) {
        String own = text.replace("\r\n", "\n");
        Matcher below = MAIL_BELOW.matcher(own);
        if (below.find()) {
            own = own.substring(0, below.start());
        }
        own = AUTOMATIC_LINE.matcher(own).replaceAll("");
        own = DEVICE_LINE.matcher(own).replaceAll("");
        own = QUOTED_LINE.matcher(own).replaceAll("");
        return REPLY_TO.matcher(own).replaceFirst("");
    }
}
