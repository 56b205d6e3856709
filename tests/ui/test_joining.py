"""Joining."""

async def test_walk(study_server):
    ada = study_server.newcomer("ada")
    for cmd, opts in [("week",{}),("start",{"zone":"Europe/Berlin"}),("start",{}),("week",{}),("done",{}),("done",{"task":"backprop"}),("progress",{}),("streak",{}),("roadmap",{}),("roadmap",{"phase":3}),("checkpoint",{}),("reminders",{}),("help",{}),("undo",{"task":"backprop"})]:
        r = await ada.slash(cmd, **opts)
        print("=====", cmd, opts, r.private); print(r.text); print(r.labels, r.options)
    r = await study_server.admin.slash("admin doctor")
    print(r.text)
