package io.bellwether.sentiment;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Faces typed with punctuation and letters, western and eastern. */
final class Faces {
    private static final String[] HAPPY = known(
            ":-) :) :-D :D ;-) ;) =) =D :-P :P :p :] :* <3 ^_^ ^^ ^o^ ^.^ ^v^ ^_~ n_n \\o/ :'D",
            "(^_^) (^-^) (^^) (^o^) (^▽^) (*^▽^*) (*^_^*) (≧▽≦) (∩_∩) (￣▽￣) (´▽｀) (´▽`) (◕‿◕) (•‿•) (｡♥‿♥｡) (づ￣3￣)づ",
            "(๑•̀ㅂ•́)و✧ (๑´ㅂ`๑) (ﾉ◕ヮ◕)ﾉ (っ˘ω˘ς) (✿◡‿◡) (ง•̀_•́)ง");
    private static final String[] SAD = known(
            ":-( :( :'( :/ :-/ :[ =( T_T T.T TT_TT T^T ToT T-T QAQ QwQ TAT >_< >.< >:( -_- -.- -_-|| =_= =.= </3",
            "(T_T) (ToT) (>_<) (-_-) (╥﹏╥) (╥_╥) (ಥ_ಥ) (ಥ﹏ಥ) (；′⌒`) (；￣Д￣) (＞﹏＜) (｀Д´) (`Д´) (¬_¬) (눈_눈) (〒_〒)",
            "(╯°□°)╯ (╯°□°）╯︵ ╯︵┻━┻ (╯‵□′)╯ (ノಠ益ಠ)ノ (ಠ_ಠ) ╮(╯▽╰)╭ →_→ ←_← ¬_¬ 〒_〒");

    private static final boolean[] STARTS = starts();

    private Faces() {}

    /** The faces as they are typed and as {@link Normalizer} leaves them: it takes full-width ones apart. */
    private static String[] known(String... lines) {
        Set<String> faces = new LinkedHashSet<>();
        for (String face : String.join(" ", lines).split(" ")) {
            faces.add(face);
            faces.add(Normalizer.normalize(face, Normalizer.Form.NFKC));
        }
        return faces.toArray(String[]::new);
    }

    private static boolean[] starts() {
        boolean[] starts = new boolean[1 << 16];
        Stream.of(HAPPY, SAD).flatMap(Stream::of).forEach(face -> starts[face.charAt(0)] = true);
        return starts;
    }

    /** Length of the longest face that starts here, 0 if none does. */
    static int lengthAt(String text, int at) {
        char first = text.charAt(at);
        return STARTS[first] ? Math.max(longest(HAPPY, text, at), longest(SAD, text, at)) : 0;
    }

    static boolean isHappy(String text, int at, int length) {
        return longest(HAPPY, text, at) == length;
    }

    private static int longest(String[] faces, String text, int at) {
        int best = 0;
        for (String face : faces) {
            boolean found = face.length() > best && text.startsWith(face, at);
            if (found && endsThere(text, at + face.length())) {
                best = face.length();
            }
        }
        return best;
    }

    /** {@code 如下:(1)} and {@code :Dortmund} are no faces: a letter or digit may not follow directly. */
    private static boolean endsThere(String text, int end) {
        return end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
}
