package dev.credence.bench.docs;

import java.util.ArrayList;
import java.util.List;

/** Splits lines of a shell into commands and words, as far as the documents use the shell. */
final class Shell {
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private Shell() {}

    /** The commands of some lines in their order, pipes and lists taken apart, without comments and redirections. */
    static List<List<String>> commands(String text) {
        Shell shell = new Shell();
        shell.read(text.replace("\\\n", " "));
        return shell.commands;
    }

    private void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int end = text.indexOf(c, i + 1);
                word.append(text, i + 1, end);
                inWord = true;
                i = end;
            } else if (c == '#' && !inWord) {
                i = text.indexOf('\n', i) < 0 ? text.length() : text.indexOf('\n', i) - 1;
            } else if (c == '\n' || c == '|' || c == ';' || c == '&') {
                endCommand();
            } else if (c == ' ') {
                endWord();
            } else {
                word.append(c);
                inWord = true;
            }
        }
        endCommand();
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
    }

    private void endCommand() {
        endWord();
        int redirected = indexOfRedirection();
        List<String> command = redirected < 0 ? words : words.subList(0, redirected);
        if (!command.isEmpty()) {
            commands.add(List.copyOf(command));
        }
        words = new ArrayList<>();
    }

    private int indexOfRedirection() {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(">") || words.get(i).equals("<")) {
                return i;
            }
        }
        return -1;
    }
}
