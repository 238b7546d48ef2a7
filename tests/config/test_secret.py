"""The secret key: one, kept, and nobody else's to read."""

from concurrent.futures import ThreadPoolExecutor

from comity.config.secret import secret


def test_a_key_is_made_once_and_kept(tmp_path):
    key = secret(tmp_path)
    assert len(key) >= 64
    assert secret(tmp_path) == key
    assert secret(tmp_path / "elsewhere") != key


def test_only_its_owner_can_read_it(tmp_path):
    secret(tmp_path / "data")
    assert (tmp_path / "data/secret").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_those_who_start_together_agree_and_leave_nothing_behind(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(secret, [tmp_path] * 64))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
