package io.bellwether.sentiment;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Groups of faces by their first character, 0 where none begins: most characters are passed over by one look. */
    private static final byte[] GROUP = new byte[1 << 16];

    private static final Face[][] GROUPS = groups();

    private Faces() {}

    private record Face(String text, boolean happy) {}

    /** The faces as they are typed and as {@link Normalizer} leaves them: it takes full-width ones apart. */
    private static String[] known(String... lines) {
        Set<String> faces = new LinkedHashSet<>();
        for (String face : String.join(" ", lines).split(" ")) {
            faces.add(face);
            faces.add(Normalizer.normalize(face, Normalizer.Form.NFKC));
        }
        return faces.toArray(String[]::new);
    }

    private static Face[][] groups() {
        List<Face> faces = new ArrayList<>();
        Stream.of(HAPPY).forEach(text -> faces.add(new Face(text, true)));
        Stream.of(SAD).forEach(text -> faces.add(new Face(text, false)));
        Map<Character, List<Face>> byFirst = faces.stream()
                .collect(Collectors.groupingBy(face -> face.text.charAt(0), TreeMap::new, Collectors.toList()));
        Face[][] groups = new Face[byFirst.size() + 1][];
        int group = 0;
        for (Map.Entry<Character, List<Face>> entry : byFirst.entrySet()) {
            GROUP[entry.getKey()] = (byte) ++group;
            groups[group] = entry.getValue().toArray(Face[]::new);
        }
        return groups;
    }

    /** Length of the longest face that starts here, below 0 if it is an unhappy one; 0 if none does. */
    static int at(String text, int at) {
        byte group = GROUP[text.charAt(at)];
        return group == 0 ? 0 : longest(GROUPS[group], text, at);
    }

    private static int longest(Face[] faces, String text, int at) {
        int best = 0;
        for (Face face : faces) {
            int length = face.text.length();
            if (length > Math.abs(best) && text.startsWith(face.text, at) && endsThere(text, at + length)) {
                best = face.happy ? length : -length;
            }
        }
        return best;
    }

    /** {@code 如下:(1)} and {@code :Dortmund} are no faces: a letter or digit may not follow directly. */
    private static boolean endsThere(String text, int end) {
        return end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
}
