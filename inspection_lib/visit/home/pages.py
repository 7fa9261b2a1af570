"""The addresses of the home page's server: pages, what they load, calls, papers and the way to a kernel.

Each of them asks for the token or the cookie and looks at the host; what changes something also needs the
mark against foreign pages (XSRF), and comes from our own pages.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from markupsafe import escape
from tornado.web import HTTPError

from inspection_lib.errors import InspectionError
from inspection_lib.language import message
from inspection_lib.visit.definition import BUILT, STATIC, form_style
from inspection_lib.visit.home.doors import CLOSED, PAPER
from inspection_lib.visit.home.home_texts import home_texts
from inspection_lib.visit.home.page_faults import page_fault, page_parts
from inspection_lib.visit.home.places import BUNDLES
from inspection_lib.visit.home.settings import FormAsked
from inspection_lib.visit.home.trusting import unknown_machines
from inspection_lib.visit.minutes import MINUTES

PAGES = STATIC / "home"
SERVED: Mapping[str, Path] = {
    "home.js": BUILT / "home.js",
    "form_page.js": BUILT / "form_page.js",
    "home.css": PAGES / "home.css",
}
"""What the pages load, by its name."""
FORM_STYLE = "form.css"
"""The style of the form, which is put together."""
PAPERS = re.compile(
    rf"outputs/[^/]+/[^/]+/report\.html|{MINUTES.pattern}|{re.escape(BUNDLES)}/[^/]+\.(zip|age)"
)
"""Files of the workbench that a page may open or save."""
_ID = r"([^/]+)"


class Door(JupyterHandler):
    """What all addresses have in common."""

    @property
    def home(self) -> Any:
        """The server, with its office, its work and its kernels."""
        return self.settings["home"]

    async def prepare(self, **_named: Any) -> None:
        """Let nobody in without token or cookie; there is no page to log in."""
        await super().prepare(_redirect_to_login=False)
        if self.current_user is None or not self.check_origin():
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        """Nothing that a page of ours shows is kept by the browser, nor told to others."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Frame-Options", "DENY")

    def write_error(self, status_code: int, **_named: Any) -> None:
        """A sentence, without what went wrong inside."""
        catalogue = self.home.office.catalogue()
        closed = message("This page is opened with the command or the icon of the workbench only.")
        other = message("There is no such page.")
        text = catalogue.format(closed if status_code == 403 else other)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_document(catalogue.language.value, text, f"<p>{escape(text)}</p>"))


class OwnPage(Door):
    """A page of ours, with the values that it needs."""

    script = ""

    def show(self, title: str, values: Mapping[str, object]) -> None:
        """Write the page. The token of the address is taken out of it: the cookie has come instead."""
        if self.get_query_argument("token", ""):
            self.redirect(self.request.path)
            return
        office = self.home.office
        data = json.dumps(
            {
                **values,
                "xsrf": self.xsrf_token.decode("ascii"),
                "actor": office.actor(),
                "language": office.settings.language.value,
                "texts": home_texts(office.catalogue()),
            },
            ensure_ascii=False,
        )
        for each, other in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
            data = data.replace(each, other)
        body = (
            f'<div id="page"></div>\n<script type="application/json" id="data">{data}</script>\n'
            f'<script type="module" src="/served/{self.script}"></script>'
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_document(office.settings.language.value, title, body))


class HomePage(OwnPage):
    """The home page. A spare kernel is started with it."""

    script = "home.js"

    async def get(self, campaign_id: str = "") -> None:
        """Show the page, with a campaign chosen where the address names one."""
        office = self.home.office
        await self.home.kernels.keep_spare()
        known = await asyncio.to_thread(office.campaigns, {})
        self.show(home_texts(office.catalogue())["title"], {**known, "chosen": campaign_id})


class FormPage(OwnPage):
    """The form of a unit in a full window. Its kernel is begun before the page has arrived."""

    script = "form_page.js"
    only_open = False

    async def get(self, campaign_id: str, unit_code: str) -> None:
        """Show the page."""
        try:
            campaign, unit = self.home.office.unit_of({"campaign": campaign_id, "unit": unit_code})
        except InspectionError as error:
            raise HTTPError(404) from error
        self.home.kernels.begin(FormAsked(campaign.id, unit.code, self.only_open))
        name = self.home.office.catalogue(campaign).write(unit.name)
        place = {"campaign": campaign.id, "unit": unit.code, "unit_name": name}
        self.show(name, place | {"only_open": self.only_open})


class OpenFormPage(FormPage):
    """The form of a unit with what is open alone."""

    only_open = True


class Served(Door):
    """Scripts and styles of the pages."""

    async def get(self, name: str) -> None:
        """Send one."""
        path = SERVED.get(name)
        if path is None and name != FORM_STYLE:
            raise HTTPError(404)
        self.set_header("Content-Type", "text/css" if name.endswith(".css") else "text/javascript")
        self.finish(path.read_bytes() if path else form_style())


class Papers(Door):
    """Reports, minutes and bundles, as files of the workbench."""

    async def get(self, name: str) -> None:
        """Send one. A page of it is shut in an origin of its own."""
        folder: Path = self.home.office.workbench.folder
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        short = path.relative_to(folder.resolve()).as_posix() if inside else ""
        if not PAPERS.fullmatch(short) or not path.is_file():
            raise HTTPError(404)
        await self.send_file(path)

    async def send_file(self, path: Path) -> None:
        """Send a file as it is: a page to look at, everything else to save."""
        is_page = path.suffix == ".html"
        self.set_header("Content-Security-Policy", PAPER if is_page else CLOSED)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.set_header("Content-Type", "text/html; charset=utf-8" if is_page else kind)
        if not is_page:
            self.set_attachment_header(path.name)
        with path.open("rb") as source:
            while part := source.read(2**20):
                self.write(part)
                await self.flush()
        self.finish()


class Made(Papers):
    """A file that a task made, wherever it lies."""

    async def get(self, task_id: str) -> None:
        """Send it."""
        task = self.home.office.tasks.get(task_id)
        if task is None or not task.files or not task.files[0].is_file():
            raise HTTPError(404)
        await self.send_file(task.files[0])


class Call(Door):
    """A call of a page: values in, values out; an error is a sentence."""

    async def post(self, name: str) -> None:
        """Answer a call. Nothing here makes the server wait."""
        content = self.get_json_body()
        if not isinstance(content, dict):
            raise HTTPError(400)
        try:
            found = await self.answer(name, content)
        except InspectionError as error:
            catalogue, parts = self.home.office.catalogue(), page_parts(page_fault(error))
            found = {
                "error": " ".join(catalogue.format(part) for part in parts),
                "unknown": unknown_machines([error]),
            }
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(found, ensure_ascii=False))

    async def answer(self, name: str, content: dict[str, object]) -> Mapping[str, object]:
        """What a call gives. Raises InspectionError."""
        office, kernels = self.home.office, self.home.kernels
        if name == "open":
            campaign, unit = await asyncio.to_thread(office.unit_of, content)
            asked = FormAsked(campaign.id, unit.code, bool(content.get("only_open")))
            opened = await kernels.open(asked, hung=str(content.get("hung", "")))
            return {
                "kernel": opened.kernel,
                "comm": opened.form.comm,
                "definition": json.loads(opened.form.definition),
            }
        if name == "alive":
            return {"alive": await kernels.is_alive(str(content.get("kernel", "")))}
        if name == "about":
            return {"workbench": str(office.workbench.folder), "store": office.settings.store_url}
        known: dict[str, Callable[[Mapping[str, object]], Mapping[str, object]]] = {
            "campaigns": office.campaigns,
            "units": office.units,
            "unit": office.unit,
            "pick": office.pick,
            "decide": office.decide,
            "places": office.places,
            "keys": office.keys,
            "signing": office.signing,
            "new_key": office.new_key,
            "trust": office.trust,
            "task": office.task,
            "begin": self.home.work.begin,
        }
        if name not in known:
            raise HTTPError(404)
        if name == "units":
            await kernels.keep_spare()
        return await asyncio.to_thread(known[name], content)


class Upload(Door):
    """A file that comes in parts, each the body of a request."""

    async def post(self) -> None:
        """Take a part: of a new file without the name of an upload, else of the one that is named."""
        uploads = self.home.work.uploads
        upload = self.get_query_argument("upload", "")
        try:
            if not upload:
                upload = uploads.begin(self.get_query_argument("name", ""))
            offset = int(self.get_query_argument("offset", "0"))
            size = await asyncio.to_thread(uploads.add, upload, offset, self.request.body)
            found: dict[str, object] = {"upload": upload, "size": size}
        except ValueError as error:
            raise HTTPError(400) from error
        except InspectionError as error:
            found = {"error": self.home.office.catalogue().format(error.message)}
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(found))


class Nothing(Door):
    """Every other address."""

    async def get(self, *_: str) -> None:
        """There is nothing."""
        raise HTTPError(404)

    post = put = delete = patch = get


class Channels(KernelWebsocketHandler):
    """The way to the kernel of a form that is open."""

    async def pre_get(self) -> None:
        """A kernel that is gone is no error of ours."""
        if self.kernel_id not in self.kernel_manager:
            raise HTTPError(404)
        await super().pre_get()  # type: ignore[no-untyped-call]


def addresses() -> list[tuple[str, type]]:
    """All addresses of the server, the last one for every other."""
    return [
        (r"/", HomePage),
        (rf"/campaign/{_ID}", HomePage),
        (rf"/form/{_ID}/{_ID}", FormPage),
        (rf"/open/{_ID}/{_ID}", OpenFormPage),
        (rf"/served/{_ID}", Served),
        (r"/files/(.*)", Papers),
        (rf"/made/{_ID}", Made),
        (rf"/call/{_ID}", Call),
        (r"/upload", Upload),
        (rf"/api/kernels/{_ID}/channels", Channels),
        (r"(.*)", Nothing),
    ]


def _document(language: str, title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/served/form.css">\n'
        f'<link rel="stylesheet" href="/served/home.css">\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )
