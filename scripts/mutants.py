#!/usr/bin/env python3
"""Runs the comparison and arithmetic mutants of crates/rules, all built into one test program.

cargo-mutants builds the crate anew for each of its 1,300 mutants, which takes a day. Here its list is taken, every mutant is
written into a copy of the source behind a switch, the copy is built once, and the unit tests run once for each mutant.

usage: mutants.py FOLDER [--jobs N] [--only TEXT] [--again]

FOLDER  is made: source/ (the copy), target/, results.tsv (one mutant a line: killed, survived, timeout, unviable).
        A run that was stopped goes on where it was, with the same copy; --again copies the source as it is now and begins anew.
--only  runs the mutants whose name holds TEXT and prints what became of each.

Needs cargo-mutants, and tree-sitter with tree-sitter-rust (PyPI). Exit code 1 where a mutant survives that scripts/mutants.txt does
not argue.
"""
import argparse, concurrent.futures, json, os, re, resource, shutil, subprocess, sys, time
import tree_sitter, tree_sitter_rust

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OPERATORS = r'replace (==|!=|<|>|<=|>=|\+|-|\*|/|%|\+=|-=|\*=|/=) with'
SWITCH = '''
#[allow(missing_docs)] pub(crate) mod mutants { pub(crate) fn on(id: u32) -> bool {
static CHOSEN: std::sync::OnceLock<u32> = std::sync::OnceLock::new();
*CHOSEN.get_or_init(|| std::env::var("JIBIAO_MUTANT").ok().and_then(|id| id.parse().ok()).unwrap_or(0)) == id } }
'''


def listed(source):
    """The mutants of the list, by file and place of the operator: {file: {(line, column): [(id, operator)]}}, and the names by id."""
    done = subprocess.run(['cargo', 'mutants', '--list', '--json', '-p', 'jibiao-rules', '--re', OPERATORS],
                          cwd=source, check=True, capture_output=True, text=True)
    places, names = {}, {}
    for number, mutant in enumerate(json.loads(done.stdout), 1):
        if mutant['genre'] != 'BinaryOperator':
            continue
        start = mutant['span']['start']
        at = places.setdefault(mutant['file'], {}).setdefault((start['line'], start['column']), [])
        at.append((number, mutant['replacement'].split()[0]))
        with open(os.path.join(source, mutant['file']), encoding='utf-8') as opened:
            names[number] = f"{mutant['name']} | {opened.read().splitlines()[start['line'] - 1].strip()}"
    return places, names


class Switches:
    """Writes the mutants of one file behind switches. No line is added, so that a line of the copy is the line of the source."""

    def __init__(self, text, places, left_out):
        self.bytes = text.encode()
        self.lines = text.split('\n')
        self.places, self.left_out = places, left_out
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))
        self.tree = parser.parse(self.bytes)
        self.taken = set()

    def at(self, node):
        row, column = node.start_point
        characters = len(self.lines[row].encode()[:column].decode())
        return row + 1, characters + 1

    def write(self, node):
        if node.type in ('binary_expression', 'compound_assignment_expr'):
            operator = node.child_by_field_name('operator')
            mutants = [m for m in self.places.get(self.at(operator), []) if m[0] not in self.left_out]
            if mutants:
                self.taken.update(number for number, _ in mutants)
                left, right = (self.write(node.child_by_field_name(side)) for side in ('left', 'right'))
                own = self.bytes[operator.start_byte:operator.end_byte].decode()
                assigns = node.type == 'compound_assignment_expr'
                shape = '{l} {o} {r}' if assigns else '({l}) {o} ({r})'
                text = ''.join('if crate::mutants::on(%d) { %s } else ' % (number, shape.format(l=left, o=other, r=right))
                               for number, other in mutants)
                text += '{ %s }' % shape.format(l=left, o=own, r=right)
                # A block in parentheses would begin anew on its line otherwise.
                return '{ %s }' % text if assigns else '(%s)' % text
        written, place = [], node.start_byte
        for child in node.children:
            written.append(self.bytes[place:child.start_byte].decode())
            written.append(self.write(child))
            place = child.end_byte
        written.append(self.bytes[place:node.end_byte].decode())
        return ''.join(written)

    def text(self):
        root = self.tree.root_node
        return self.bytes[:root.start_byte].decode() + self.write(root) + self.bytes[root.end_byte:].decode()


def copy(source):
    shutil.rmtree(source, ignore_errors=True)
    files = subprocess.run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], cwd=ROOT, check=True,
                           capture_output=True).stdout.decode().split('\0')
    for file in filter(None, files):
        if os.path.isfile(os.path.join(ROOT, file)):
            os.makedirs(os.path.dirname(os.path.join(source, file)), exist_ok=True)
            shutil.copy2(os.path.join(ROOT, file), os.path.join(source, file))


def build(folder, source, places):
    """Builds the test program; mutants that do not compile are left out. Gives the program and who was left out."""
    environment = dict(os.environ, CARGO_TARGET_DIR=os.path.join(folder, 'target'), CARGO_PROFILE_DEV_DEBUG='0',
                       CARGO_PROFILE_TEST_OPT_LEVEL='2', CARGO_PROFILE_DEV_OPT_LEVEL='2', RUSTFLAGS='-Awarnings')
    left_out, originals = set(), {}
    for file in places:
        with open(os.path.join(source, file), encoding='utf-8') as opened:
            originals[file] = opened.read()
    missing = set()
    while True:
        for file, text in originals.items():
            switches = Switches(text, places[file], left_out)
            written = switches.text()
            if file.endswith('rules/src/lib.rs'):
                written += SWITCH
            with open(os.path.join(source, file), 'w', encoding='utf-8') as opened:
                opened.write(written)
            missing |= {n for at in places[file].values() for n, _ in at} - switches.taken - left_out
        library = os.path.join(source, 'crates/rules/src/lib.rs')
        with open(library, encoding='utf-8') as opened:
            text = opened.read()
        if 'mod mutants' not in text:
            with open(library, 'a', encoding='utf-8') as opened:
                opened.write(SWITCH)
        done = subprocess.run(['cargo', 'test', '--locked', '-p', 'jibiao-rules', '--lib', '--no-run',
                               '--message-format=json'], cwd=source, env=environment, capture_output=True, text=True)
        program, wrong = None, set()
        for line in done.stdout.splitlines():
            message = json.loads(line)
            if message.get('executable') and message['target']['name'].replace('-', '_') == 'jibiao_rules':
                program = message['executable']
            if message.get('reason') != 'compiler-message' or message['message']['level'] != 'error':
                continue
            for span in message['message']['spans']:
                at = places.get(span['file_name'], {})
                wrong |= {n for (row, _), some in at.items() for n, _ in some
                          if span['line_start'] <= row <= span['line_end']}
        if done.returncode == 0:
            return program, left_out, missing
        if not wrong - left_out:
            sys.exit('the copy does not build:\n' + done.stderr[-3000:])
        left_out |= wrong
        print(f'{len(left_out)} mutants do not compile so far', flush=True)


# Tests that take nearly all the time: only what the others let go is shown to them.
SLOW = ['the_order_of_', 'long_texts_are_clipped', 'long_and_broken', 'a_fix_mends', 'messages_are_short', 'ten_thousand_rows',
        'a_county_of', 'no_rule_finds_anything']


def bounded(seconds):
    """Bounds processor time, which other work on the machine does not stretch, and memory: a mutant may run or grow for ever."""
    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    return bound


def run(program, source, number):
    environment = dict(os.environ, JIBIAO_MUTANT=str(number), PROPTEST_CASES='16', RUST_BACKTRACE='0')
    # Texts of 100,000 signs cost more than all other tests together and hold no mutant that the others let go.
    command = [program, '--test-threads=1', '-q', '--skip', 'robust_tests']
    first = ['every_fixture', 'facts::', 'claims::', 'shared::', 'similarity::', '--skip', 'long_and_broken', '--skip', 'properties',
             '--skip', 'ten_thousand_rows']
    # Seconds of processor time: what the tests take, many times over.
    for chosen, seconds in [(first, 10), ([word for slow in SLOW for word in ('--skip', slow)], 30), ([], 120)]:
        done = subprocess.run(command + chosen, cwd=os.path.join(source, 'crates/rules'), env=environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=bounded(seconds))
        if done.returncode in (-9, -24):
            return 'timeout'
        if done.returncode != 0:
            return 'killed'
    return 'survived'


def argued():
    """Names of the mutants that are argued to change nothing, without line and column and with the text of their line."""
    with open(os.path.join(ROOT, 'scripts/mutants.txt'), encoding='utf-8') as opened:
        return {line.split(' ## ')[0].strip() for line in opened if not line.startswith('#')} - {''}


def bare(name):
    return re.sub(r':\d+:\d+:', ':', name, count=1)


def main():
    asked = argparse.ArgumentParser(usage=__doc__)
    asked.add_argument('folder')
    asked.add_argument('--jobs', type=int, default=1)
    asked.add_argument('--only', default='')
    asked.add_argument('--again', action='store_true')
    asked = asked.parse_args()
    folder = os.path.abspath(asked.folder)
    source, results = os.path.join(folder, 'source'), os.path.join(folder, 'results.tsv')
    if asked.again and os.path.exists(results):
        os.remove(results)
    os.makedirs(folder, exist_ok=True)
    built = os.path.join(folder, 'build.json')
    if asked.again or not os.path.exists(built):
        copy(source)
        places, names = listed(source)
        print(f'{len(names)} mutants in {len(places)} files', flush=True)
        program, unviable, missing = build(folder, source, places)
        with open(built, 'w', encoding='utf-8') as opened:
            json.dump([program, sorted(unviable), sorted(missing), names], opened)
    with open(built, encoding='utf-8') as opened:
        program, unviable, missing, names = json.load(opened)
    unviable, missing, names = set(unviable), set(missing), {int(number): name for number, name in names.items()}
    begun = time.time()
    if run(program, source, 0) != 'survived':
        sys.exit('the tests fail without a mutant')
    print(f'built; a run takes {time.time() - begun:.1f} s; {len(unviable)} do not compile, {len(missing)} were not found', flush=True)
    # What many rules stand on comes first, for a run that has no time to end.
    weight = ['facts/', 'claims/', 'shared/', 'batch/', 'money/', 'text/', 'time/', 'value/']
    names = dict(sorted(names.items(), key=lambda item: next((i for i, word in enumerate(weight) if word in item[1]), 9)))
    known = {}
    if os.path.exists(results):
        with open(results, encoding='utf-8') as opened:
            known = dict(line.rstrip('\n').split('\t')[::-1] for line in opened)
    left = [n for n, name in names.items() if n not in unviable | missing and asked.only in name
            and (asked.only or name not in known)]
    with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool, open(results, 'a', encoding='utf-8') as out:
        for number, what in zip(left, pool.map(lambda n: run(program, source, n), left)):
            known[names[number]] = what
            out.write(f'{what}\t{names[number]}\n')
            out.flush()
            if asked.only or what == 'survived':
                print(f'{what} {names[number]}', flush=True)
    reasons = argued()
    now = {name: what for name, what in known.items() if name in set(names.values())}
    survivors = [name for name, what in now.items() if what == 'survived' and bare(name) not in reasons]
    counts = {what: sum(1 for w in now.values() if w == what) for what in ('killed', 'timeout', 'survived')}
    print(f"{counts['killed']} killed, {counts['timeout']} timeouts, {counts['survived']} survived "
          f"({len(survivors)} of them not argued), {len(unviable)} unviable, {len(missing)} not found")
    sys.exit(1 if survivors else 0)


main()
